"""What the scripts of the indicators with yes or no share: counted, the Wilson interval by
mpmath, checked against statsmodels."""

from golden import EXACT, File, outcomes, read_rows, share, tool

TOOLS = f"counting; {EXACT}; agrees with {tool('statsmodels')} proportion_confint"


def expect(values, level=0.95):
    present = [v for v in values if v is not None]
    return share(sum(present), len(present), level) | {"excluded.missing": len(values) - len(present)}


class OutcomeFile(File):
    """The golden file of one indicator: the usual cases, to which a script adds its own."""

    def __init__(self, id, script):
        super().__init__(id, "kpi", script)
        self.definition = {"named": id}
        yes, no = True, False
        self.inline("one of four", [yes, no, no, no])
        self.inline("missing left out", [yes, None, yes, no, None, yes, no])
        self.inline("all yes", [yes] * 12)
        self.inline("all no", [no] * 12)
        self.inline("one case", [yes])
        self.inline("85 of 100", [yes] * 85 + [no] * 15, source="Newcombe (1998): 0.7672 to 0.9069")
        self.inline("37 of 120 at 0.9", [i % 120 < 37 for i in range(120)], 0.9)
        self.inline("37 of 120 at 0.99", [i % 120 < 37 for i in range(120)], 0.99)
        self.bad("missing where that is not allowed", [yes, no, None], {"code": "missing_value", "row": 2}, "raise")
        self.bad("no case", [], {"code": "too_few_observations"})
        self.bad("all missing", [None, None], {"code": "too_few_observations"})
        self.bad("an option that there is not", [yes, no], {"code": "invalid_document"},
                 definition=self.definition | {"window_days": 7})

    def inline(self, name, values, level=0.95, source=None, tools=TOOLS):
        self.add(name, "kpi", definition=self.definition, columns={"outcome": values},
                 options={"level": level, "missing": "omit"}, expected=expect(values, level),
                 tools=tools, source=source)
        return expect(values, level)

    def from_data(self, name, file, column, yes, source=None, **where):
        """Rows of a data file; returns what is expected, for a further check."""
        expected = expect(outcomes(read_rows(file, **where), column, yes))
        self.add(name, "kpi", definition=self.definition,
                 data={"file": file, "columns": {"outcome": {"column": column, "equals": yes}}} | where,
                 options={"level": 0.95, "missing": "omit"}, expected=expected, tools=TOOLS, source=source)
        return expected

    def bad(self, name, values, error, missing="omit", definition=None):
        self.add(name, "kpi", definition=definition or self.definition, columns={"outcome": values},
                 options={"level": 0.95, "missing": missing}, error=error)
