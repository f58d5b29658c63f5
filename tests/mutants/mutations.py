"""Mutants of a module: its source with one operator, condition, constant or statement of a function changed."""

import ast
import gc
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType

OTHER_COMPARISON: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
OTHER_OPERATOR: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    path: Path
    number: int  # of the change, in the order in which _Changer meets them
    line: int
    change: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.change}"


def mutants_of(path: Path) -> list[Mutant]:
    """All of the module at `path`."""
    changer = _Changer()
    changer.visit(ast.parse(path.read_text()))
    return [Mutant(path, number, line, change) for number, (line, change) in enumerate(changer.met)]


def apply(mutant: Mutant) -> bool:
    """Gives all living functions of the module the changed code. False when none has changed."""
    tree = _Changer(mutant.number).visit(ast.parse(mutant.path.read_text()))
    filename = str(mutant.path.resolve())
    changed = _functions_in(compile(ast.fix_missing_locations(tree), filename, "exec"))
    done = False
    for function in gc.get_objects():
        if type(function) is not FunctionType or not function.__code__.co_filename.endswith(str(mutant.path)):
            continue
        code = changed.get((function.__code__.co_qualname, function.__code__.co_firstlineno))
        if code is not None and code.co_freevars == function.__code__.co_freevars and code != function.__code__:
            function.__code__ = code
            done = True
    return done


def _functions_in(code: CodeType) -> dict[tuple[str, int], CodeType]:
    found = {(code.co_qualname, code.co_firstlineno): code}
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            found |= _functions_in(constant)
    return found


class _Changer(ast.NodeTransformer):
    """Notes every change that is possible within functions in `met`, and makes the one that is `wanted`."""

    def __init__(self, wanted: int | None = None) -> None:
        self.wanted = wanted
        self.met: list[tuple[int, str]] = []
        self.depth = 0

    def change(self, node: ast.AST, new: ast.AST, text: str) -> ast.AST:
        self.met.append((node.lineno, text))  # type: ignore[attr-defined]
        return ast.copy_location(new, node) if self.wanted == len(self.met) - 1 else node

    def generic_visit(self, node: ast.AST) -> ast.AST:
        node = super().generic_visit(node)
        make = getattr(self, f"change_{type(node).__name__}", None)
        return make(node) if make and self.depth else node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """The body alone: not the decorators, defaults, annotations and docstring."""
        self.depth += 1
        described = ast.get_docstring(node, clean=False) is not None
        node.body = node.body[:described] + [self.visit(statement) for statement in node.body[described:]]
        self.depth -= 1
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.value = self.visit(node.value) if node.value else None
        return node

    def change_Compare(self, node: ast.Compare) -> ast.AST:
        new = OTHER_COMPARISON[type(node.ops[0])]()
        text = f"{ast.unparse(node)}: {type(new).__name__}"
        return self.change(node, ast.Compare(node.left, [new, *node.ops[1:]], node.comparators), text)

    def change_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        new = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return self.change(node, ast.BoolOp(new, node.values), f"{ast.unparse(node)}: {type(new).__name__}")

    def change_BinOp(self, node: ast.BinOp) -> ast.AST:
        if type(node.op) not in OTHER_OPERATOR or isinstance(node.left, ast.JoinedStr):
            return node
        new = OTHER_OPERATOR[type(node.op)]()
        return self.change(node, ast.BinOp(node.left, new, node.right), f"{ast.unparse(node)}: {type(new).__name__}")

    def change_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        return self.change(node, node.operand, f"{ast.unparse(node)}: without not") if _is_not(node) else node

    def change_If(self, node: ast.If) -> ast.AST:
        if _is_not(node.test) or isinstance(node.test, ast.Compare):
            return node  # changed already
        new = ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
        return self.change(node, new, f"if not ({ast.unparse(node.test)})")

    def change_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, bool):
            return self.change(node, ast.Constant(not node.value), f"{not node.value}")
        if isinstance(node.value, int):
            return self.change(node, ast.Constant(node.value + 1), f"{node.value + 1}")
        return node

    def change_Expr(self, node: ast.Expr) -> ast.AST:
        return (
            self.change(node, ast.Pass(), f"without {ast.unparse(node)}") if isinstance(node.value, ast.Call) else node
        )

    def change_Raise(self, node: ast.Raise) -> ast.AST:
        return self.change(node, ast.Pass(), f"without {ast.unparse(node)}")

    def change_Return(self, node: ast.Return) -> ast.AST:
        if node.value is None or (isinstance(node.value, ast.Constant) and node.value.value is None):
            return node
        return self.change(node, ast.Return(ast.Constant(None)), f"return None, not {ast.unparse(node.value)}")


def _is_not(node: ast.AST) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
