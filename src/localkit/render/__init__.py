"""A kit and answers, rendered: cookiecutter's template language inside Jinja's sandbox.

Gets kits and gives renderings as values. Importing this loads neither Jinja nor cookiecutter.
"""

from localkit.render.code import kit_code
from localkit.render.description import nested_templates, questions
from localkit.render.filters import taken as taken_filters
from localkit.render.front import default_answer, render, run_pre_prompt

__all__ = [
    "default_answer",
    "kit_code",
    "nested_templates",
    "questions",
    "render",
    "run_pre_prompt",
    "taken_filters",
]
