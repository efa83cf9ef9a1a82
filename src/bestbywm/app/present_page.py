"""Present: choose what to tell, show it on a projector, and take it away as files."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from bestbywm.analysis.selection import Selection, Story
from bestbywm.app import data, frame, own, share
from bestbywm.app.frame import Filters, Visit
from bestbywm.exhibits import link
from bestbywm.exhibits.wording import plural, slug
from bestbywm.provenance import NAMES
from bestbywm.render.deck import Ratio, TemplateError, deck
from bestbywm.render.markdown import plain
from bestbywm.render.takeaway import KINDS, MIME
from bestbywm.story import ready
from bestbywm.story.presentation import Presentation, Scene
from bestbywm.story.storyline import LONGEST_WORDS, Screen, Storyline, to_file
from bestbywm.words import cleaned

STORY, COUNCIL = "present-story", "present-council"
TITLE, UPLOAD = "present-title", "present-open"
RATIO, TEMPLATE = "present-ratio", "present-template"

FILTERS: dict[Story, Filters] = {"council": "wave", "change": "waves", "own": "none"}

RATIOS: dict[Ratio, str] = {"16:9": "16:9, wide", "4:3": "4:3, for older projectors"}


def filters(selection: Selection) -> Filters:
    """What a storyline can be filtered by; an own one holds its filters in each finding."""
    return FILTERS.get(selection.story, "all")


def show(visit: Visit) -> None:
    """What to tell, its findings, the meeting mode, files, and links."""
    st.title("Present", anchor=False)
    st.write(
        "Choose what to tell. Show it in a meeting, one finding on each screen, or take it away as "
        "slides, a report, a workbook or pictures. All of them show the same figures."
    )
    _choice(visit)
    story = visit.selection.story
    if story == "council":
        _council(visit)
    for note in own.said():
        st.warning(plain(note), icon=":material/info:")
    storyline = _storyline(visit)
    presentation, notes = data.presentation(visit.pack, storyline, date.today())
    if story == "own":
        _own(visit, storyline)
    else:
        _findings(presentation)
        for note in notes:
            st.warning(plain(note), icon=":material/info:")
    if not presentation.scenes:
        _nothing_to_show(visit)
        return
    _meeting(visit)
    if story != "own":
        _make_it_own(storyline)
    _files(visit, presentation)
    _links(visit, presentation)


def _choice(visit: Visit) -> None:
    st.session_state[STORY] = visit.selection.story
    count = len(own.storyline().screens)
    titles = {
        **{id_: each.title for id_, each in ready.READY.items()},
        "own": f"My presentation ({count})",
    }
    st.radio(
        "What to tell",
        list(link.STORIES),
        key=STORY,
        format_func=lambda each: titles[each],
        captions=[
            *(each.tells for each in ready.READY.values()),
            "Findings that you added, in your order, with your titles and notes.",
        ],
        on_change=_chosen,
        args=(visit, "story", STORY),
    )


def _council(visit: Visit) -> None:
    names = visit.pack.region.by_code
    st.session_state[COUNCIL] = visit.selection.council or None
    st.selectbox(
        "Council",
        sorted(names, key=lambda code: names[code].name),
        key=COUNCIL,
        index=None,
        format_func=lambda code: frame.council_label(names[code]),
        placeholder="Type to find your council",
        on_change=_chosen,
        args=(visit, "council", COUNCIL),
    )


def _chosen(visit: Visit, field: str, key: str) -> None:
    frame.choose(visit.pack, **{field: st.session_state[key] or ""})


def _storyline(visit: Visit) -> Storyline:
    if visit.selection.story == "own":
        return own.storyline()
    return ready.storyline(visit.pack, visit.selection.story, visit.selection)


def _nothing_to_show(visit: Visit) -> None:
    """Why there is nothing, and what to do."""
    story = visit.selection.story
    if story == "own":
        st.info(
            "There is no finding in your presentation yet. Open “Take away” on any card of the "
            "other pages and choose “Add to my presentation”. Or choose a ready storyline above, "
            "and then “Add all to my presentation”.",
            icon=":material/add_to_queue:",
        )
    elif story == "council" and not visit.selection.council:
        st.info("Choose a council to see what can be told about it.", icon=":material/info:")
    elif not frame.no_council(visit) and not frame.nobody_answered(visit):
        st.info("The data have nothing to tell here. Choose another storyline or wave.")


def _findings(presentation: Presentation) -> None:
    """The findings in order, each with its kind of data."""
    if not presentation.scenes:
        return
    st.header(plain(presentation.title), anchor=False)
    st.caption(plain(presentation.about))
    rows = [
        (str(number), plain(scene.heading), NAMES[scene.exhibit.provenance])
        for number, scene in enumerate(presentation.scenes, start=1)
    ]
    st.table(
        pd.DataFrame(rows, columns=["Screen", "Finding", "Kind of data"], dtype="str"),
        border="horizontal",
        hide_index=True,
    )


# The meeting mode -----------------------------------------------------------------------------


def _meeting_parameters(visit: Visit) -> dict[str, str] | None:
    """Parameters of the meeting mode, or None for what is too long for a link."""
    if visit.selection.story != "own":
        return {"story": visit.selection.story, **link.write(visit.selection, visit.pack)}
    packed = own.parameters()
    return {"story": "own", **packed} if packed else None


def _meeting(visit: Visit) -> None:
    params = _meeting_parameters(visit)
    if params is None:
        st.warning(
            "Your titles and notes are too long for a link. Download “Meeting mode (one web "
            "page)” below and open it: it shows the same screens.",
            icon=":material/info:",
        )
        return
    st.link_button(
        "Start the meeting mode",
        share.meeting({**params, "look": visit.theme}),
        icon=":material/present_to_all:",
        type="primary",
    )
    st.caption(
        "Opens in a new tab, and works on when the network fails. Arrow keys or a clicker turn "
        "the screens; Esc leaves."
    )


# The own presentation -------------------------------------------------------------------------


def _make_it_own(storyline: Storyline) -> None:
    has_screens = bool(own.storyline().screens)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "Add all to my presentation",
            icon=":material/add_to_queue:",
            on_click=_add_all,
            args=(storyline,),
            help="To leave findings out, change their order, and give them your own titles.",
        )
        if has_screens:
            st.caption(f"It has {plural(len(own.storyline().screens), 'finding')} now.")


def _add_all(storyline: Storyline) -> None:
    if not own.storyline().screens:
        own.keep(replace(own.storyline(), title=storyline.title))
    for screen in storyline.screens:
        own.add(screen)


def _own(visit: Visit, storyline: Storyline) -> None:
    """The visitor's own findings: their order, titles and notes; saved and opened again."""
    st.session_state[TITLE] = storyline.title
    st.text_input(
        "Title of the presentation", key=TITLE, max_chars=LONGEST_WORDS, on_change=_titled
    )
    for position, screen in enumerate(storyline.screens):
        _own_screen(visit, storyline, position, screen)
    _kept(visit, storyline)


def _titled() -> None:
    title = cleaned(st.session_state[TITLE]) or own.TITLE
    own.keep(replace(own.storyline(), title=title))


def _own_screen(visit: Visit, storyline: Storyline, position: int, screen: Screen) -> None:
    found, notes = data.presentation(
        visit.pack, Storyline(storyline.title, (screen,)), date.today()
    )
    key = _key(storyline, position)
    with st.container(border=True):
        heading = found.scenes[0].heading if found.scenes else "This finding is not there"
        st.subheader(f"{position + 1}. {plain(heading)}", anchor=False)
        for scene in found.scenes:
            st.caption(plain(scene.under_heading))
        for note in notes:
            st.warning(plain(note.partition(": ")[2] or note), icon=":material/info:")
        with st.container(horizontal=True):
            _order(position, len(storyline.screens), key)
        with st.expander("Own title and note", key=f"{key}-words"):
            _own_words(position, screen, key, found.scenes)


def _key(storyline: Storyline, position: int) -> str:
    """A key that moves with the screen; a screen that comes twice has its number."""
    screen = storyline.screens[position]
    earlier = [each.shows_as for each in storyline.screens[:position]]
    params = "-".join(f"{name}-{value}" for name, value in screen.view)
    return slug(f"own-{screen.page}-{screen.exhibit}-{params}-{earlier.count(screen.shows_as)}")


def _order(position: int, count: int, key: str) -> None:
    st.button(
        "Up",
        icon=":material/arrow_upward:",
        key=f"{key}-up",
        on_click=own.move,
        args=(position, -1),
        disabled=position == 0,
    )
    st.button(
        "Down",
        icon=":material/arrow_downward:",
        key=f"{key}-down",
        on_click=own.move,
        args=(position, 1),
        disabled=position == count - 1,
    )
    st.button(
        "Remove",
        icon=":material/delete:",
        key=f"{key}-remove",
        on_click=own.remove,
        args=(position,),
    )


def _own_words(position: int, screen: Screen, key: str, scenes: Sequence[Scene]) -> None:
    st.session_state[f"{key}-title"] = screen.title
    st.session_state[f"{key}-note"] = screen.note
    st.text_input(
        "Own title",
        key=f"{key}-title",
        max_chars=LONGEST_WORDS,
        placeholder=scenes[0].exhibit.headline if scenes else "",
        help="Stands in place of the headline; the headline then stands under it.",
        on_change=_rewritten,
        args=(position, key),
    )
    st.text_area(
        "Note",
        key=f"{key}-note",
        max_chars=LONGEST_WORDS,
        help="For whoever speaks: in the notes of the slides, and in the report.",
        on_change=_rewritten,
        args=(position, key),
    )


def _rewritten(position: int, key: str) -> None:
    own.rewrite(
        position,
        title=cleaned(st.session_state[f"{key}-title"]),
        note=cleaned(st.session_state[f"{key}-note"]),
    )


def _kept(visit: Visit, storyline: Storyline) -> None:
    """Save it as a file, and open one."""
    with st.expander("Save it, or open a saved one", key="present-kept"):
        if storyline.screens:
            st.download_button(
                "Save my presentation",
                data=to_file(storyline),
                file_name=f"{visit.pack.region.slug}-{slug(storyline.title) or 'presentation'}"[:80]
                + ".json",
                mime=MIME["json"],
                key="present-save",
                on_click="ignore",
                icon=":material/save:",
            )
            if not own.parameters():
                st.caption(
                    "It is too long for the address of this page. Save it: loading the page again "
                    "would lose it."
                )
        st.file_uploader(
            "Open a saved presentation (.json)",
            type="json",
            key=UPLOAD,
            on_change=_opened,
            help="It takes the place of the one that is here.",
        )


def _opened() -> None:
    uploaded: Any = st.session_state[UPLOAD]
    if uploaded is not None:
        own.open_file(uploaded.getvalue())


# Files ----------------------------------------------------------------------------------------


def _files(visit: Visit, presentation: Presentation) -> None:
    """Every kind of file; each is made only when it is asked for."""
    pack = visit.pack
    st.header("Take it away", anchor=False)
    ratio, template = _slides_look(visit, presentation)
    with st.grid(2, min_column_width=340, gap="small"):
        for kind in KINDS.values():
            with st.container():
                st.download_button(
                    kind.label,
                    data=(lambda: deck(pack, presentation, ratio=ratio, template=template))
                    if kind.id == "deck"
                    else (lambda kind=kind: kind.make(pack, presentation)),
                    file_name=kind.file_name(presentation),
                    mime=MIME[kind.ending],
                    key=f"present-{kind.id}",
                    on_click="ignore",
                    icon=":material/download:",
                )
                st.caption(kind.good_for)
        if visit.selection.story == "council" and visit.selection.council:
            _briefing(visit, presentation)


def _slides_look(visit: Visit, presentation: Presentation) -> tuple[Ratio, bytes | None]:
    """Shape of the slides, and the council's own template, tried before it is used."""
    with st.expander("Slides: shape and your own template", key="present-slides"):
        ratio = st.radio(
            "Shape",
            list(RATIOS),
            key=RATIO,
            format_func=lambda each: RATIOS[each],
            horizontal=True,
            persist_state="session",
        )
        uploaded = st.file_uploader(
            "Your council's template (.pptx or .potx)",
            type=["pptx", "potx"],
            key=TEMPLATE,
            help="Its layouts, fonts, colours and shape are used. Its own slides are left out.",
        )
        if uploaded is None:
            return ratio, None
        template = uploaded.getvalue()
        try:
            with st.spinner("Trying the template …"):
                deck(visit.pack, replace(presentation, scenes=()), template=template)
        except TemplateError as error:
            st.error(plain(f"{uploaded.name}: {error}"), icon=":material/error:")
            st.caption("The slides are made without it.")
            return ratio, None
        st.success(f"The slides will use {plain(uploaded.name)}.", icon=":material/check:")
        return ratio, template


def _briefing(visit: Visit, presentation: Presentation) -> None:
    pack, selection = visit.pack, visit.selection.only("council", "weights")
    with st.container():
        st.download_button(
            "Briefing (PDF)",
            data=lambda: data.briefing(pack, selection, date.today()),
            file_name=f"{presentation.file_name}-briefing.pdf",
            mime=MIME["pdf"],
            key="present-briefing",
            on_click="ignore",
            icon=":material/download:",
        )
        st.caption("one council on one or two pages")


def _links(visit: Visit, presentation: Presentation) -> None:
    """Links to this page and to the meeting mode, and code to embed it."""
    params = _meeting_parameters(visit)
    if params is None:
        return
    with st.expander("Share it", key="present-share"):
        parts: list[tuple[str, str]] = [
            ("Link to this page", share.here(visit, own.parameters() if _is_own(visit) else {})),
            ("Link to the meeting mode", share.meeting(params)),
            ("Code to embed it in a web page", share.frame_code(presentation.title, params)),
        ]
        for label, words in parts:
            st.caption(label)
            st.code(words, language=None, wrap_lines=True)


def _is_own(visit: Visit) -> bool:
    return visit.selection.story == "own"
