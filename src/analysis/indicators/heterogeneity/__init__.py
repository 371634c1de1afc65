"""How different participants are from each other, and whether one session had more of that.

One attribute at a time and all together; two sessions held against each other; what makes the
difference, and how certain it is. Each function gives a frame, as all indicators do.
"""

from analysis.indicators.heterogeneity.composition import beside as beside
from analysis.indicators.heterogeneity.composition import both as both
from analysis.indicators.heterogeneity.composition import by as by
from analysis.indicators.heterogeneity.composition import came as came
from analysis.indicators.heterogeneity.contributions import by_attribute as by_attribute
from analysis.indicators.heterogeneity.contributions import by_group as by_group
from analysis.indicators.heterogeneity.contributions import by_participant as by_participant
from analysis.indicators.heterogeneity.contributions import most as most
from analysis.indicators.heterogeneity.contributions import shrunk as shrunk
from analysis.indicators.heterogeneity.drawn import differences as differences
from analysis.indicators.heterogeneity.drawn import observed as observed
from analysis.indicators.heterogeneity.drawn import scheme as scheme
from analysis.indicators.heterogeneity.indices import by_index as by_index
from analysis.indicators.heterogeneity.indices import by_merged as by_merged
from analysis.indicators.heterogeneity.indices import leads as leads
from analysis.indicators.heterogeneity.indices import merged_leads as merged_leads
from analysis.indicators.heterogeneity.indices import of as of
from analysis.indicators.heterogeneity.indices import risen as risen
from analysis.indicators.heterogeneity.indices import tally as tally
from analysis.indicators.heterogeneity.intervals import of_categories as of_categories
from analysis.indicators.heterogeneity.intervals import of_numbers as of_numbers
from analysis.indicators.heterogeneity.reading import example as example
from analysis.indicators.heterogeneity.scale import bins as bins
from analysis.indicators.heterogeneity.scale import crossed as crossed
from analysis.indicators.heterogeneity.scale import levels as levels
from analysis.indicators.heterogeneity.sensitivity import robust as robust
from analysis.indicators.heterogeneity.sensitivity import variants as variants
from analysis.indicators.heterogeneity.trajectory import by_session as by_session
from analysis.indicators.heterogeneity.trajectory import joint as joint
from analysis.indicators.heterogeneity.verdict import more_diverse as more_diverse
from analysis.indicators.heterogeneity.verdict import overall as overall
from analysis.indicators.heterogeneity.verdict import strong as strong
from analysis.indicators.heterogeneity.within import by_group as within_group
from analysis.indicators.heterogeneity.within import parts as parts

__all__ = ["within_group"]
