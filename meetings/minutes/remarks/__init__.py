"""The round in which participants remark on the draft of the minutes, with an account or by a link and a code."""
