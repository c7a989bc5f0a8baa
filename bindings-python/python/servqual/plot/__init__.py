"""Pictures of measures and reports; needs ``pip install servqual[plot]``.

Each class is a display as scikit-learn has them: ``from_report`` and its kin read a report and draw,
``plot`` draws again elsewhere, ``ax_`` and ``figure_`` are where it was drawn, and other attributes
that end in ``_`` are what was drawn. Axes that you pass stay yours: nothing global is changed.

The numbers are those of the measures: nothing is computed here but where things lie on the paper.
Verdicts are told by words and shapes; colours are told apart by colour-blind people and in grey.

>>> import matplotlib
>>> matplotlib.use("agg")
>>> import servqual as sq
>>> from servqual.plot import TrendDisplay
>>> csat = sq.kpi.customer_satisfaction()
>>> weeks = {"W1": csat.measure([5, 4, 2, 1]), "W2": csat.measure([5, 4, 4, 1])}
>>> display = TrendDisplay.from_measures(weeks, target=sq.Target.at_least(0.7, "share"))
>>> display.line_.get_ydata().tolist()
[0.5, 0.75]
"""

from .five_gaps import FiveGapsDisplay
from .gap import GapDisplay
from .importance_performance import ImportancePerformanceDisplay
from .kano import KanoDisplay
from .key_drivers import KeyDriverDisplay
from .measure_intervals import intervals
from .radar import DimensionRadarDisplay
from .scorecard import ScorecardDisplay
from .trend import TrendDisplay
from .verdict import VerdictDisplay
from .zone_of_tolerance import ZoneOfToleranceDisplay

__all__ = [
    "DimensionRadarDisplay",
    "FiveGapsDisplay",
    "GapDisplay",
    "ImportancePerformanceDisplay",
    "KanoDisplay",
    "KeyDriverDisplay",
    "ScorecardDisplay",
    "TrendDisplay",
    "VerdictDisplay",
    "ZoneOfToleranceDisplay",
    "intervals",
]
