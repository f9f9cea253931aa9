"""Declares the package and the `dougong` command. Versions are pinned in requirements.txt; see docs/decisions/0002."""

from pathlib import Path

from setuptools import find_packages, setup

here = Path(__file__).parent
requirements = [
    line.split("#", 1)[0].strip()
    for line in (here / "requirements.txt").read_text(encoding="utf-8").splitlines()
]

setup(
    name="dougong",
    version="0.1.0",
    description="A low-code back office: one schema.yaml, readable committed code.",
    python_requires=">=3.11",
    packages=find_packages(include=["generator", "generator.*", "app", "app.*"]),
    py_modules=["dougong_cli"],
    # What pages are made of; app/static/dist is built first: `dougong assets`.
    package_data={
        "app": [f"{part}/**/*" for part in ("print", "static", "templates", "translations")]
    },
    include_package_data=True,
    install_requires=[line for line in requirements if line],
    entry_points={"console_scripts": ["dougong = dougong_cli:main"]},
)
