# SPDX-License-Identifier: Apache-2.0
"""The forms of the sentences of results, as ``criteria`` makes them and a signed document holds them.

Each name in braces is a kind of part that ``telling`` knows. The order is that of trying: the longer form first.
"""

from ..texts import N_

LEVEL_SENTENCES = (
    N_("{level} meets criteria of {title}, {outcome}: {reasons}."),
    N_("{level} does not meet criteria of {title}: {failed} ({answer} pain on record)."),
    N_("{level} does not meet criteria of {title}: {failed}."),
    N_("{level} does not meet criteria of {title}: {row} ({reasons})."),
    N_("{level} does not meet criteria of {title}: {row}."),
    N_("{level} is indeterminate under {title}: {row} ({reasons})."),
    N_("{level} is indeterminate under {title}: {row}."),
    N_("{level} is not evaluable under {title}: {row}."),
    N_("{title} is not applicable to {level}: {row}."),
)
SENTENCES = (
    *LEVEL_SENTENCES,
    N_("Numbering: {numbering}."),
    N_("Not injected: {untouched}."),
    N_("Valid control: yes ({levels})."),
    N_("Valid control: no, since responses are not interpreted."),
    N_("Valid control: no; no usable control for {levels}."),
    N_("Valid control: no; no disc is shown to be painless."),
    N_("Valid control: no; {vetoes}."),
    N_("{level}: {limitation}"),
)
VETOES = (
    N_("response not fully recorded at {levels}"),
    N_("discordant pain at low or unknown pressure at {levels}"),
)
CAVEATS = (
    N_("Not recorded, and skipped as optional in this rule set: {conditions}."),
    N_("The total volume of {number} mL is above {other} mL."),
    N_("Entered as {number} {unit}, opening {other} {second}; compared and shown in psi (1 psi = 6.894757293168 kPa)."),
    N_("Tested to {number} psi above opening only; the classes of this rule set reach {other} psi."),
)
ROWS = (
    N_("Criteria not met: {failed}"),
    N_("Not recorded: {conditions}"),
    N_("Not injected: {status}"),
    N_("This rule set is for {regions} discs"),
)
UNTOUCHED = (N_("{level} ({status})"), N_("{level}"))
EXPLANATIONS = (N_("caveat: {caveat}"), N_("{comparison}: {state}"))
COMPARISONS = (
    N_("{amount} {sign} {number} {unit} {short}"),
    N_("{amount} {sign} {number} {short}"),
    N_("{condition} {answer} (asked: {wanted})"),
    N_("{condition} {answer}"),
)
TERMS = (
    N_("{condition} not recorded"),
    N_("no pain, not {wanted}"),
    N_("no pain"),
    N_("{answer} pain, not {wanted}"),
    N_("{answer} pain"),
    N_("{number} {sign} {other} psi above opening at peak"),
    N_("{number} {sign} {other} psi above opening"),
    N_("{number} psi above opening at peak, not {sign} {other}"),
    N_("{number} psi above opening, not {sign} {other}"),
    N_("{condition} {amount} {sign} {other} {unit}"),
    N_("{condition} {amount} {sign} {other}"),
    N_("{condition} {amount} {unit}, not {sign} {other}"),
    N_("{condition} {amount}, not {sign} {other}"),
    N_("{condition} {answer}, not {wanted}"),
    N_("{condition} {answer}"),
)
CONTROLS = (
    N_("{levels} painless control"),
    N_("{levels} painless controls"),
    N_("{levels} discordant control at {number} psi above opening"),
    N_("{levels} discordant controls at {number} psi above opening"),
    N_("{levels} discordant control at an unknown pressure"),
    N_("{levels} discordant controls at an unknown pressure"),
    N_("{level} no control ({answer})"),
)
CONDITION_FORMS = (N_("control {level}"), N_("{condition} (event {number})"))
ANSWER_FORMS = (
    N_("at least {number}"),
    N_("discordant at {number} psi above opening"),
    N_("painless, or discordant above {number} psi above opening"),
)
