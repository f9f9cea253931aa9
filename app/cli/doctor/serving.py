"""What `dougong web` and `dougong worker` need besides: who runs the jobs, the proxy in front."""

from __future__ import annotations

from collections.abc import Iterator

from app.cli.console import both
from app.cli.doctor.finding import Finding
from app.cli.doctor.setting import read


def others() -> Iterator[Finding]:
    """In earnest: the proxy in front is known, and web servers leave jobs to workers."""
    config = read()
    if config is None or config.demo:
        return
    if config.trusted_proxies == 0:
        yield Finding(
            None,
            both(
                "TRUSTED_PROXIES=0：若前面有代理，日志、锁定与地址都只会看到代理",
                "TRUSTED_PROXIES=0: behind a proxy everybody has the proxy's address",
            ),
        )
    if not config.workers:
        yield Finding(
            None,
            both(
                "DOUGONG_JOBS=here：服务进程自己执行任务；多个进程时宜设 workers 并运行 dougong worker",
                "DOUGONG_JOBS=here: web servers run the jobs themselves; with several, set workers and"
                " run dougong worker",
            ),
        )
