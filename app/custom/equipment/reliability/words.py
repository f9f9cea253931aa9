"""Suggestions in words: which figures, from what data and how much of it, why so, and what held it back (2.5).

Every line is kept in both languages and read in one's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isinf

from app.custom.crm import bilingual_lines

from .advising import Grounds, Question, Verdict
from .intervals import Limit
from .weibull import Life

LEVELS = {
    "device": ("本设备", "this device"),
    "model": ("同型号设备", "the devices of the same model"),
    "category": ("同分类设备", "the devices of the category"),
    "parent": ("上级分类设备", "the devices of the category above"),
}
CLOCKS = {True: ("运行小时", "run hours"), False: ("日历小时", "hours by the calendar")}

LINES: Mapping[str, tuple[str, str]] = {
    "data": (
        "依据：{level_zh}的 {failures} 次故障，和 {censored} 段没有故障就结束的运行（保养、停用或至今），按{clock_zh}计",
        "Drawn from {failures} failures of {level_en} and {censored} spans that ended without one (maintenance, out of service, or now), in {clock_en}",
    ),
    "wears": (
        "寿命分布（Weibull）：β {beta}（90% 区间 {low}–{high}），η {eta} 小时；β 明显大于 1，越用越易坏，定期保养有用",
        "Life (Weibull): β {beta} (90%: {low}–{high}), η {eta} h; β clearly above 1: it fails more the longer it runs, so maintenance in time helps",
    ),
    "perhaps": (
        "寿命分布（Weibull）：β {beta}（90% 区间 {low}–{high}），η {eta} 小时；β 大于 1，但还不能排除偶然：是否越用越易坏尚不确定",
        "Life (Weibull): β {beta} (90%: {low}–{high}), η {eta} h; β above 1, yet it may be chance: whether it wears out is not certain",
    ),
    "chance": (
        "寿命分布（Weibull）：β {beta}（90% 区间 {low}–{high}），η {eta} 小时；β 不大于 1，故障与使用时间长短无关",
        "Life (Weibull): β {beta} (90%: {low}–{high}), η {eta} h; β not above 1: failures do not come with age",
    ),
    "costs": (
        "保养一次 {preventive} 元（{minutes} 分钟 × {rate} 元/小时）；故障一次 {failure} 元（维修 {repair} 元 + 停机 {down} 小时 × {loss} 元/小时）",
        "One maintenance costs ¥{preventive} ({minutes} min × ¥{rate}/h); one failure ¥{failure} (repair ¥{repair} + {down} h down × ¥{loss}/h)",
    ),
    "optimum": (
        "总费用最低的周期是 {optimum} 天，比坏了再修省 {saving}%",
        "An interval of {optimum} days costs least, {saving}% less than repair after failure",
    ),
    "never": (
        "按费用不需要定期保养，但法定最长间隔 {most} 天必须遵守",
        "By its cost no maintenance in time would be needed, but the law asks for one every {most} days",
    ),
    "law": (
        "法定最长间隔 {most} 天，不超过它",
        "The longest lawful interval is {most} days; it is kept",
    ),
    "up": (
        "每次最多延长一半：不超过 {bound} 天，看过效果再继续",
        "It is lengthened by half at most, to {bound} days; more after its effect was seen",
    ),
    "down": (
        "每次最多缩短一半：不少于 {bound} 天，看过效果再继续",
        "It is shortened by half at most, to {bound} days; more after its effect was seen",
    ),
    "step": (
        "取常用周期：7、15、30、60、90、180、365 天",
        "Usual lengths are 7, 15, 30, 60, 90, 180 and 365 days",
    ),
    "change": (
        "建议：周期由 {current} 天改为 {days} 天",
        "Suggested: {days} days instead of {current}",
    ),
    "run": (
        "建议：坏了再修，或按状态监测，不再定期保养（现在 {current} 天一次）",
        "Suggested: repair after failure or by condition, no maintenance in time (now every {current} days)",
    ),
    "saving": (
        "按最优周期也只省 {saving}%（不足 5%），不值得",
        "Even the best interval saves only {saving}% (less than 5%): it is not worth it",
    ),
    "cost": (
        "故障一次的费用不高于保养一次，提前保养不省钱",
        "A failure costs no more than a maintenance: doing it in time saves nothing",
    ),
    "shape": (
        "定期保养不会减少故障",
        "Maintenance in time does not make failures fewer",
    ),
    "replace": (
        "近 90 天故障 {number} 次（3 次及以上即评估更换）",
        "{number} failures in 90 days (three or more: consider replacing it)",
    ),
    "record": (
        "近 12 个月：MTBF {mtbf} 小时，MTTR {mttr} 小时，可用率 {availability}%",
        "Over 12 months: MTBF {mtbf} h, MTTR {mttr} h, availability {availability}%",
    ),
    "age": (
        "{since} 启用，设计使用 {years} 年，{expires} 到期",
        "In service since {since}, made for {years} years, to {expires}",
    ),
    "ends": (
        "使用年限还有 {days} 天，请评估更换、改造或延寿检验",
        "Its service life ends in {days} days: consider replacement, renewal or an inspection that prolongs it",
    ),
    "ended": (
        "使用年限已过 {days} 天，请评估更换、改造或延寿检验",
        "Its service life ended {days} days ago: consider replacement, renewal or an inspection that prolongs it",
    ),
    "superseded": (
        "数据已变化，由 {period} 的计算取代",
        "The figures have changed; replaced by those of {period}",
    ),
    "effect": (
        "应用前 {days} 天：{before} 次故障 / {hours_before} 设备小时；应用后 {days} 天：{after} 次 / {hours_after} 设备小时",
        "In the {days} days before: {before} failures in {hours_before} device hours; in the {days} days after: {after} in {hours_after}",
    ),
    "rates": (
        "每千小时 {rate_before} → {rate_after} 次，偶然出现这样差别的可能性 p = {p}",
        "For a thousand hours {rate_before} → {rate_after}; chance alone makes such a difference with p = {p}",
    ),
    "better": ("故障明显减少", "Clearly fewer failures"),
    "worse": (
        "故障明显增多，请复核新周期",
        "Clearly more failures: look at the new interval again",
    ),
    "same_longer": (
        "故障没有明显变化：少做了保养而没有多坏，延长有效",
        "No clear change of failures: less maintenance, and it fails no more often",
    ),
    "same_shorter": (
        "故障没有明显变化：多做的保养还没有看出效果",
        "No clear change of failures: the additional maintenance has shown no effect yet",
    ),
    "unknown": (
        "前后合计故障不足 5 次，不能下结论",
        "Fewer than five failures before and after together: nothing can be said",
    ),
}
SAID = bilingual_lines.Lines(LINES.values())


def line(name: str, **params: object) -> str:
    """One line in both languages, as it is kept."""
    return bilingual_lines.stored(*LINES[name], **params)


def read(text: str, language: str) -> str:
    """Kept lines in one language."""
    return "\n".join(SAID.read(one, language) for one in text.split("\n"))


def of_plan(asked: Question, verdict: Verdict) -> str:
    """The whole explanation of a suggestion about a plan."""
    grounds = verdict.grounds
    said = _grounds(asked, grounds)
    best = grounds.best
    saving = f"{best.saving * 100:.1f}"
    if verdict.interval is None:
        assert verdict.why is not None  # noqa: S101 - so the verdict says
        said.append(line(verdict.why, saving=saving) if verdict.why == "saving" else line(verdict.why))  # fmt: skip
        return "\n".join([*said, line("run", current=asked.current)])
    if best.runs_to_failure or best.hours is None:
        said.append(line("never", most=asked.most))
    else:
        said.append(line("optimum", optimum=f"{best.hours / asked.hours_a_day:.1f}", saving=saving))
    said += [_limit(limit, asked) for limit in verdict.interval.limits if limit != "turn"]
    said.append(line("change", current=asked.current, days=verdict.interval.days))
    return "\n".join(dict.fromkeys(said))


def of_costs(asked: Question, grounds: Grounds) -> str:
    """What maintenance and failures cost: a line of its own, for those who may see what it is drawn from."""
    return line(
        "costs", preventive=f"{grounds.preventive:.2f}", minutes=f"{grounds.minutes:.0f}",
        rate=f"{asked.rate:.2f}", failure=f"{grounds.failure:.2f}", repair=f"{grounds.repair:.2f}",
        down=f"{grounds.down_hours:.1f}", loss=f"{asked.loss:.2f}",
    )  # fmt: skip


def _grounds(asked: Question, grounds: Grounds) -> list[str]:
    life, pool = grounds.life, grounds.pool
    low, high = life.bounds
    level_zh, level_en = LEVELS[grounds.level]
    clock_zh, clock_en = CLOCKS[asked.hours_a_day != 24.0]
    return [
        line(
            "data", level_zh=level_zh, level_en=level_en, failures=pool.failures,
            censored=pool.spans.censored.total(), clock_zh=clock_zh, clock_en=clock_en,
        ),
        line(
            _shape(life), beta=f"{life.beta:.2f}", low=f"{low:.2f}",
            high="∞" if isinf(high) else f"{high:.2f}", eta=f"{life.eta:.0f}",
        ),
    ]  # fmt: skip


def _shape(life: Life) -> str:
    if life.bounds[0] > 1:
        return "wears"
    return "perhaps" if life.beta > 1 else "chance"


def _limit(limit: Limit, asked: Question) -> str:
    if limit == "law":
        return line("law", most=asked.most)
    if limit in ("up", "down"):
        return line(limit, bound=f"{asked.current * (1.5 if limit == 'up' else 0.5):g}")
    return line("step")
