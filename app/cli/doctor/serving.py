"""What `dougong web` and `dougong worker` need besides: who runs the jobs, the proxy in front."""

from __future__ import annotations

from collections.abc import Iterator

from app.cli.console import both
from app.cli.doctor.finding import Finding
from app.cli.doctor.setting import read


def publication() -> Iterator[Finding]:
    """A publication that was killed on its way: until it is mended, files and database may not be of one schema."""
    config = read()
    if config is None:
        return
    from app.runtime.publication import journal

    try:
        noted = journal.read(config.data)
    except (OSError, ValueError, TypeError):
        yield Finding(
            False,
            both(
                "发布记录 publish/journal.json 无法读取：先运行 dougong publish mend，仍不行则恢复备份",
                "publish/journal.json, the note of a publication, cannot be read: dougong publish mend, else restore a backup",
            ),
        )
        return
    if noted is None:
        return
    if journal.is_locked(config.data):
        yield Finding(None, both("正在发布数据结构", "the schema is being published just now"))
        return
    yield Finding(
        False,
        both(
            f"第 {noted.release} 次发布中断：运行 dougong publish mend（数据库已更新则完成它，否则撤销），或在工作室的发布页按“完成或恢复原状”",
            f"publication {noted.release} broke off: run dougong publish mend, which finishes it where the database has it and undoes it else, or press the button on its page in the studio",
        ),
    )


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
