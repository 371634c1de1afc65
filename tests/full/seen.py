"""What a reader can see of an opened page: its texts in order, and what of them is lost."""

from __future__ import annotations

from typing import Any

# A text that was moved off the sheet on purpose (the skip link) is for who comes there by keyboard.
PIECES = """
const shown = element => element.checkVisibility({visibilityProperty: true,
    contentVisibilityAuto: true});
const pieces = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
        const node = walker.currentNode, parent = node.parentElement;
        if (!node.data.trim() || parent.closest("script, style") || !shown(parent)) continue;
        found.push({node, parent, text: node.data.trim().replace(/\\s+/g, " ")});
    }
    return found;
};
"""
TEXTS = f"""() => {{{PIECES}
    return pieces().filter(one => !one.parent.closest("svg")).map(one => one.text);
}}"""
CUT = f"""() => {{{PIECES}
    const hides = style => [style.overflowX, style.overflowY].some(
        how => how === "hidden" || how === "clip");
    return [...document.querySelectorAll("body *")].filter(element =>
        element.innerText && shown(element) && hides(getComputedStyle(element))
        && (element.scrollWidth > element.clientWidth + 1
            || element.scrollHeight > element.clientHeight + 1)
    ).map(element => `${{element.tagName}}.${{element.className}}: ${{element.innerText}}`);
}}"""
# A line of text is as high as its letters, whatever the distance between lines; what lies outside
# its scroll region is not seen. Lines may touch: letters overlap from some pixels on.
OVERLAPPING = f"""() => {{{PIECES}
    const lines = [], range = document.createRange();
    for (const {{node, parent, text}} of pieces()) {{
        let frame = {{left: 0, top: -Infinity, right: innerWidth, bottom: Infinity}};
        for (let around = parent; around; around = around.parentElement) {{
            if (getComputedStyle(around).overflowX === "visible" || around.closest("svg")) continue;
            if (around === document.documentElement || around === document.body) continue;
            const box = around.getBoundingClientRect();
            frame = {{left: Math.max(frame.left, box.left), top: Math.max(frame.top, box.top),
                right: Math.min(frame.right, box.right),
                bottom: Math.min(frame.bottom, box.bottom)}};
        }}
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {{
            const line = {{text, node, left: Math.max(box.left, frame.left),
                top: Math.max(box.top, frame.top), right: Math.min(box.right, frame.right),
                bottom: Math.min(box.bottom, frame.bottom)}};
            if (line.right - line.left > 1 && line.bottom - line.top > 1) lines.push(line);
        }}
    }}
    lines.sort((one, other) => one.top - other.top);
    const found = [];
    lines.forEach((one, place) => {{
        for (let next = place + 1; next < lines.length; next++) {{
            const other = lines[next];
            if (other.top > one.bottom - 4) break;
            const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
            if (across > 3 && one.node !== other.node) {{
                found.push(`${{one.text}} / ${{other.text}}`);
            }}
        }}
    }});
    return found;
}}"""
# WCAG 1.4.12: what a reader may set without losing anything.
SPACING = """* {line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important} p {margin-bottom: 2em !important}"""


def texts(tab: Any) -> list[str]:
    """The visible texts of a page in order, without those inside drawings."""
    found: list[str] = tab.evaluate(TEXTS)
    return found


def losses(tab: Any) -> list[str]:
    """What a reader cannot read: texts off the side, cut off or over each other."""
    width, room = tab.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    sideways = [f"{width} wide in {room}"] if width > room else []
    cut = [f"cut: {one}" for one in tab.evaluate(CUT)]
    return [*sideways, *cut, *(f"over each other: {one}" for one in tab.evaluate(OVERLAPPING))]


def open_all(tab: Any) -> None:
    """Open what a reader can open."""
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
