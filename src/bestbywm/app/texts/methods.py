"""The page on methods: words, kinds of data, questions, statistics, sources, downloads."""

TITLE = "Methods"

WAVES = "The waves"
ABOUT_WAVE = "**{title}** ({when}). {about}{link}"
RESULTS = " [Results]({address})."

KINDS_OF_DATA = "Four kinds of data, never mixed"
KIND_OF_DATA = "- **{name}.** {words}"
PUBLISHED = "The survey's published totals for the region. Every regional chart shows these."
COUNCIL_FACT = (
    "Facts about named councils, such as examples of good practice, each with the page that it "
    "was read on."
)
ILLUSTRATIVE = (
    "One made-up set of answers. They add up exactly to the published totals, but no council gave "
    "them. They are stamped wherever they are used."
)
OWN = "The answers of a survey that was loaded here, in place of all of the above."
ABOUT_KINDS_OF_DATA = (
    "Without a filter, regional charts show the published figures. A filter, the map and every "
    "view of single councils need answers of people. No council's answers were ever published. So "
    "these views use illustrative answers until a real survey is loaded, and say so. Which "
    "councils did not answer is made up as well."
)

WORDS = "Words used here"
ABOUT_WORDS = """
- **Base.** The number of people, or of councils, that a percentage is counted from.
- **Wave.** One round of the survey.
- **Measure.** What is counted from one question, such as the people who answered “high”.
- **Share.** A part of all, as a percentage. **Points** are the difference of two percentages: from
  30% to 35% is 5 points.
- **Interval.** A range that a figure may lie in if chance alone is at work. “Low” and “high” are
  its ends.
- **Mentions.** Examples that people named. One person can name several, so they do not add up to
  people.
- **Finding.** One thing that the data say, with its chart, its table and its source.
- **Storyline.** Findings in an order, to be presented.
- **Verdict.** Whether the data bear out a claim.
- **Barrier.** What people say stands in the way of using social media more.
- **Maturity.** How far a council has come with social media, as a score from 0 to 100.
- **Dimension.** One side of maturity, such as leadership.
- **Weight.** How much a dimension counts in the score.
- **Mapping.** What each column and each answer of a file stands for.
"""

ASKED = "What was asked"
WORDING_RECONSTRUCTED = (
    "The original questionnaire was not found. The wording is reconstructed from the published "
    "results."
)
QUESTION = "Question"
ANSWERS = "Answers"
OPTIONS = "Options"
COUNTED = "The measure counts"
ONE_ANSWER = "one answer"
ANY_NUMBER = "any number of answers"
EXAMPLES = "up to three examples"
STATEMENT = "a published statement"

HOW_SURE = "How sure the figures are"
STATISTICS = """
- **Intervals.** The thin line on a bar is the 95% Wilson interval, named after the statistician who
  worked it out. Say the people who answered were a random sample of all who might have. Then it
  would hold the true share in 19 of 20 surveys. They were not drawn at random, so read it as a
  guide to how much chance alone can do.
- **Councils that did not answer.** A statement such as “12 of 31 councils” carries a range. It
  goes from every council that did not answer saying no, to every one of them saying yes.
- **Small groups.** Fewer than {few} people: counts only, no percentage. Fewer than {low} people:
  the figure is marked [u], low reliability.
- **Confidential answers.** Whoever runs a survey can promise not to show answers of fewer than so
  many people, or of single councils. They read [c], confidential. So does anything from which they
  could be worked out: another council of the type, or a total.
- **Several people of one council.** A council's answer is the share of its people: “1 of 2
  people”. Percentages of the region are shares of people, not of councils. That is so even where
  the original pages say “% of councils”.
- **Two tiers.** A county council and the districts inside it are different councils. A map shows
  one tier at a time, or all councils as hexagons of equal size. A county's answers never colour
  its districts.
- **Missing is missing.** On a map, a council that did not answer has lines across it. A figure that
  was never published is left out. Neither is drawn as zero.
"""
MARK = "Mark"
MEANING = "Meaning"

COMPARED = "How figures are compared"
COMPARISONS = """
- **One wave against another.** A change is said to have risen or fallen only where the 95% interval
  of the difference leaves out zero. Otherwise there is no clear change. The interval is worked out
  by a method of R. G. Newcombe.
- **A council against others.** It is compared with the *other* councils of its type or of the
  region, so that nobody stands on both sides. It is called higher or lower only where the interval
  leaves out zero. It is called similar only where the interval lies within {points} points of zero.
  With one or two people, too little can be said.
- **Councils like yours.** {rule}
- **What can be said.** Each claim has a verdict from fixed rules. They look at what was counted,
  how many people answered and whether that number is known. They also look at whether the intervals
  bear the claim.
"""

MATURITY = "How maturity is worked out"
ABOUT_MATURITY = """
The maturity index is our own and was not part of the survey. It follows the steps of the handbook
on composite indicators by the OECD and the Joint Research Centre.

1. **One scale.** Each answer has points from 0 to 100, in the table below. A question scores the
   mean of the people who answered it.
2. **Dimensions.** A dimension scores the mean of its questions.
3. **Missing answers.** A dimension that nobody answered is left out and named, and its weight is
   shared among the others. There is no score if less than two thirds of the weight is left.
4. **The score** is the weighted mean of the dimensions. A strong dimension can make up for a weak
   one, so look at the dimensions too.
5. **How far a rank holds.** The ranks are worked out again with {draws:,} random weightings. The
   range holds nine in ten of them. Where ranges overlap, the order depends on the weights.

A group of councils scores as one council would that had all of their people. Most councils have one
or two people here, so a score says what they answered, not more.
"""
DIMENSION = "Dimension"
WEIGHT = "Weight"
WHAT_IT_MEANS = "What it means"
POINTS = "Points of the answers"
POINTS_OF_QUESTION = "{question}: {start}{answers}"
FOR_EACH_ANSWER = "100, and for each answer "

EVERY_FIGURE = "Every published figure"
ABOUT_FIGURES = (
    "“Derived” counts are the percentage times the known number of people. “Inferred” counts are "
    "worked back from percentages whose base was not published."
)
SHOW_FIGURES = "Show all {number} figures"
WAVE = "Wave"
ANSWER = "Answer"
PERCENTAGE = "Percentage"
COUNT = "Count"
BASE = "Base"
COUNT_IS = "Count is"

SOURCES = "Where each file comes from"
ATTRIBUTION = "**Attribution.** {attribution}"
SOURCE = "**{title}** (`{file}`). {description} Source: {links}. Licence: {licence}."
LINK = "[{title}]({address})"

DOWNLOADS = "Downloads"
ABOUT_DOWNLOADS = "Every file as the dashboard reads it, with its description."
LEFT_OUT = "Answers of which not all may be shown are left out."
DOWNLOAD_ALL = "Download all data (zip)"
ABOUT_MEASURES = (
    "And every measure worked out here, one row each: for the region, each type of council, each "
    "county area and each council. Each row has count, base, share, interval and kind of data."
)
ALL_MEASURES = "All measures, {wave}"
ONE_BY_ONE = "The files one by one:"
