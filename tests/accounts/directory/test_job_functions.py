"""Reading lists of privileges that are not as they should be."""

import base64

import pytest

from accounts.directory.errors import NotTrusted
from accounts.directory.job_functions import MAX_XML_BYTES, read_job_functions


def encoded(xml: str) -> str:
    return base64.b64encode(xml.encode()).decode()


@pytest.mark.parametrize(
    "attribute",
    [
        "not base64 æ",
        encoded("not xml"),
        encoded("<OtherList/>"),
        encoded('<!DOCTYPE PrivilegeList [<!ENTITY a "b">]><PrivilegeList>&a;</PrivilegeList>'),
        encoded('<!DOCTYPE PrivilegeList SYSTEM "http://127.0.0.1/x.dtd"><PrivilegeList/>'),
        encoded("<PrivilegeList>" + "<PrivilegeGroup><Privilege>a</Privilege></PrivilegeGroup>" * 10_000),
        "A" * MAX_XML_BYTES * 2,
        encoded("<PrivilegeList>" + "".join(
            f"<PrivilegeGroup><Privilege>{n}</Privilege></PrivilegeGroup>" for n in range(501)) + "</PrivilegeList>"),
    ],
)  # fmt: skip
def test_what_is_no_list_of_privileges_is_refused(attribute: str) -> None:
    with pytest.raises(NotTrusted):
        read_job_functions([attribute], "")


def test_constraints_are_in_one_order_and_belong_to_each_privilege_of_the_group() -> None:
    xml = """<p:PrivilegeList xmlns:p="urn:x"><PrivilegeGroup><Privilege>a</Privilege>
      <Constraint Name="kle">27.*</Constraint><Constraint Name="enhed">1</Constraint><Privilege> b </Privilege>
      <Privilege/></PrivilegeGroup></p:PrivilegeList>"""
    assert read_job_functions([encoded(xml)], "") == ("a [enhed=1; kle=27.*]", "b [enhed=1; kle=27.*]")
