"""A city that scores yields by the published scheme of Linhai (亩均效益)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from small_ledger import PLAIN, Small

YIELDS = """\
yields:
  per_mu:
    label: {zh: 亩均效益评价, en: Yield per mu}
    since: 2020-01
    small_below: 3
    items:
      tax: {label: {zh: 亩均税收, en: Tax per mu}, of: tax, per: mu, base: 15, weight: 40, weight_small: 50}
      sales: {label: {zh: 亩均销售, en: Sales per mu}, of: sales, per: mu, base: 300, weight: 10, weight_small: 20}
      energy: {label: {zh: 单位能耗增加值, en: Added per tce}, of: added, per: energy_tce, base: 3, weight: 20, weight_small: 30}
      emission: {label: {zh: 单位排放增加值, en: Added per COD}, of: added, per: cod_t, base: 500, weight: 15}
      water: {label: {zh: 单位用水增加值, en: Added per m3}, of: added, per: water_m3, base: 0.1, weight: 5}
      labour: {label: {zh: 劳动生产率, en: Added per worker}, of: added, per: workers, base: 15, weight: 10}
    grades:
      a: {label: {zh: A 类, en: A}, from: 90, priority: 1}
      b: {label: {zh: B 类, en: B}, from: 70, priority: 2}
      c: {label: {zh: C 类, en: C}, from: 50, priority: 3}
      d: {label: {zh: D 类, en: D}, from: 0, priority: 4, restricted: true}
"""
TERMS = """\
levels: {county: {zh: 县级重点, en: County}}
sectors: {industry: {zh: 工业, en: Industry}, water: {zh: 水利, en: Water}}
resources: {power: {zh: 用电, en: Power}, land: {zh: 用地, en: Land}}
"""


class City(Small):
    """A small ledger, and its evaluation as data."""

    def yields(self, *arguments: str, day: str = "2025-06-30") -> Any:
        """The evaluation."""
        return json.loads(self.ok("yield", *arguments, "--as-of-date", day, "--format", "json"))

    def scores(self, *arguments: str, day: str = "2025-06-30") -> dict[str, tuple[str, str | None]]:
        """The exact score and the grade of each project."""
        found = self.yields(*arguments, day=day)["projects"]
        return {one["id"]: (one["score"], one["grade"]) for one in found}

    def file(self, path: str) -> str:
        """What a file of the ledger says."""
        return (self.root / path).read_text(encoding="utf-8")


def city_with(root: Path, indicators: str = YIELDS) -> City:
    """A city with these rules."""
    return City(root, rules={**PLAIN, "indicators": indicators, "terms": TERMS})
