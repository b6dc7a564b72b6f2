"""git-model's own benchmark: `src/bench/run`.

Every row is one job, done by git-model and by its peers in turns, round after round, so that a machine's
drift meets all of them; a ratio is the median of the rounds' ratios. What a contender did is checked after
each turn, untimed: nobody wins by doing nothing. Read `measure` first, then the `rows_*` modules.
"""
