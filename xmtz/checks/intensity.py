"""Investment per mu of land, and whether it is what a stage asks for (投资强度)."""

from __future__ import annotations

from decimal import Decimal

from xmtz.domain.money import Fen, format_wan
from xmtz.domain.rounding import rounded
from xmtz.records.project import Project, Traits
from xmtz.records.rules import Need
from xmtz.words.lang import Say


def intensity(project: Project) -> tuple[Fen, Decimal] | None:
    """The total (分) and the land (mu) of a project; None where either is not said or there is no land."""
    traits = project.traits
    if traits is None or traits.land_mu is None or project.total is None:
        return None
    mu = Decimal(traits.land_mu)
    return (project.total, mu) if mu > 0 else None


def brings_no_land(traits: Traits | None) -> bool:
    """Whether a project takes no land: none is supplied, or it builds on what its owner has."""
    if traits is None:
        return False
    if traits.land_supply == "none":
        return True
    return (Decimal(traits.land_mu) == 0) if traits.land_mu is not None else traits.new_land is False


def lacking_intensity(project: Project, need: Need) -> Say | None:
    """What is missing of the investment per mu that `need` asks for; None where it is met, where the
    sector is not asked, or where the project takes no land."""
    if need.sectors and project.sector not in need.sectors:
        return None
    if brings_no_land(project.traits):
        return None
    known = intensity(project)
    if known is None:
        lacks = (
            Say("总投资（total）", "the total")
            if project.total is None
            else Say("用地（land_mu）", "land_mu")
        )
        return Say(
            f"算不出投资强度：未填{lacks.zh}",
            f"investment per mu cannot be told: {lacks.en} is not filled in",
        )
    total, mu = known
    least = need.intensity
    assert least is not None
    if total >= least * mu:
        return None
    there = in_print(total, mu)
    return Say(
        f"投资强度 {there} 万元/亩，不到 {format_wan(least)} 万元/亩",
        f"investment is {there} 万元 per mu, less than {format_wan(least)}",
    )


def in_print(total: Fen, mu: Decimal) -> str:
    """Investment per mu in 万元, to two decimals."""
    from fractions import Fraction

    return rounded(Fraction(total) / Fraction(mu) / 1_000_000, 2)
