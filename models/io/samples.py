"""The plans that come with the program, built from the small tables in ``resources/samples``.

The tables say where each number comes from; what is not public is made here from reference
figures, and the plan's sheet ``Kilder`` marks every such number as synthetic.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from models.io.samples_etablering import etablering_2008
from models.io.samples_nord_gudbrandsdal import nord_gudbrandsdal
from models.io.samples_telemark import telemark
from planning_core.plan import Plan


def _delta_2007() -> Plan:
    # Imported when asked for: it brings numpy, and the first window does not wait for that.
    from models.io.samples_delta import delta_2007

    return delta_2007()


_BUILDERS: Mapping[str, Callable[[], Plan]] = MappingProxyType({
    "telemark": telemark,
    "nord-gudbrandsdal": nord_gudbrandsdal,
    "delta-2007": _delta_2007,
    "etablering-2008": etablering_2008,
})

NAVN: tuple[str, ...] = tuple(_BUILDERS)
"""Names of the samples, the first being the one the program opens with."""


def eksempel(navn: str) -> Plan:
    """The sample of that name.

    Parameters
    ----------
    navn : str
        One of :data:`NAVN`.

    Returns
    -------
    Plan
        Without validation errors; equal at every call.

    Raises
    ------
    KeyError
        If there is no such sample.
    """
    return _BUILDERS[navn]()
