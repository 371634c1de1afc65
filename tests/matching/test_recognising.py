"""A mention of an organisation is recognised, or said to be new or doubtful; never merged."""

import pickle

import pytest

from analysis.matching import FEATURES, Known, Mention, Organisation, explained


def known(*names, **fields):
    """Organisations called as given, each with its name as id; a tuple holds aliases as well."""
    return Known(
        Organisation(each if isinstance(each, str) else each[0],
                     (each,) if isinstance(each, str) else each, **fields)
        for each in names
    )  # fmt: skip


def verdict(organisations, name, **fields):
    """The outcome for one mention, and the organisation that it is or is likeliest to be."""
    found = organisations.recognise([Mention(name, **fields)])[0]
    best = found.candidates[0].organisation if found.candidates else None
    assert (found.organisation is not None) == (found.outcome == "same")
    assert found.organisation in (None, best)
    return found.outcome, best


LIMBURG = known(
    "CC De Spoel", "Architectuurforum Limes", "Bibliotheeknetwerk Maasoever",
    "Filosofisch Café Tegenlicht", "Fotoclub Diafragma", "Gemeenschapscentrum Het Kanaal",
    "Heemkring Het Spieker", "Leesgezelschap De Bladwijzer", "Popkelder Zestien",
    "Schuttersgilde Sint-Odrada", "Vormingshuis Meander", "Wijkwerking De Draad",
    "Stadsmuseum De Poortwacht", "Stad Genk", "Mijnstreek Verhaalt", "Kessels & Smit",
    "Université Libre de Bruxelles (ULB)", "Vrije Universiteit Brussel (VUB)", "Festival Zomerzink",
)  # fmt: skip


@pytest.mark.parametrize(
    ("mention", "organisation"),
    [
        ("cc de spoel", "CC De Spoel"),
        ("Cultuurcentrum De Spoel", "CC De Spoel"),
        ("Centre culturel De Spoel asbl", "CC De Spoel"),
        ("Spoel, De - CC", "CC De Spoel"),
        ("GC Het Kanaal vzw", "Gemeenschapscentrum Het Kanaal"),
        ("Architectuurfroum Limes", "Architectuurforum Limes"),
        ("Limes Architectuurforum", "Architectuurforum Limes"),
        ("Bibliotheeknetw. Maasoever", "Bibliotheeknetwerk Maasoever"),
        ("Fil. Cafe Tegenlicht", "Filosofisch Café Tegenlicht"),
        ("Fotoclub Diafrgama", "Fotoclub Diafragma"),
        ("Foto club Diafragma", "Fotoclub Diafragma"),
        ("heemkring 't spieker", "Heemkring Het Spieker"),
        ("Leesgezelschap Bladwijzer", "Leesgezelschap De Bladwijzer"),
        ("Popkelder 16", "Popkelder Zestien"),
        ("Schuttersgilde St.-Odrada", "Schuttersgilde Sint-Odrada"),
        ("Vormingshuis Meandre", "Vormingshuis Meander"),
        ("Stadsmus. De Poortwacht", "Stadsmuseum De Poortwacht"),
        ("Gemeente Genk", "Stad Genk"),
        ("Ville de Genk", "Stad Genk"),
        ("v.z.w. Mijnstreek Verhaalt", "Mijnstreek Verhaalt"),
        ("Kessels+Smit", "Kessels & Smit"),
        ("Kessels en Smit", "Kessels & Smit"),
        ("Kessels et Smit", "Kessels & Smit"),
        ("ULB", "Université Libre de Bruxelles (ULB)"),
        ("université libre de Bruxelles", "Université Libre de Bruxelles (ULB)"),
    ],
)
def test_one_organisation_in_several_spellings_is_recognised(mention, organisation):
    assert verdict(LIMBURG, mention) == ("same", organisation)


@pytest.mark.parametrize(
    ("mention", "organisation"),
    [
        ("Zomerzink", "Festival Zomerzink"),
        ("De Spoel (Maaseik)", "CC De Spoel"),
        ("Theater Zomerzink", "Festival Zomerzink"),
        ("CC De Spoel 2018", "CC De Spoel"),
        ("Vrienden van CC De Spoel", "CC De Spoel"),
        ("Mijnstreek Verhaalt afdeling 2", "Mijnstreek Verhaalt"),
    ],
)
def test_a_word_more_or_less_or_another_kind_leaves_a_doubt(mention, organisation):
    assert verdict(LIMBURG, mention) == ("doubtful", organisation)


@pytest.mark.parametrize("mention", ["Harmonie Sint-Cecilia", "OCMW Hasselt", "Jan Peeters", "???"])
def test_a_name_like_none_is_new(mention):
    assert verdict(LIMBURG, mention)[0] == "new"


@pytest.mark.parametrize(
    ("official", "mention"),
    [
        ("Davidsfonds Genk", "Davidsfonds Hasselt"),
        ("Davidsfonds Genk", "Davidsfonds"),
        ("Davidsfonds", "Davidsfonds Hasselt"),
        ("Natuurpunt Noord-Limburg", "Natuurpunt Zuid-Limburg"),
        ("Natuurpunt Alken vzw", "Natuurpunt Aalst vzw"),
        ("KWB Neerpelt", "KWB Overpelt"),
        ("Femma Sint-Truiden afdeling 1", "Femma Sint-Truiden afdeling 2"),
        ("Chiro Sint-Jan", "Chiro Sint-Jozef"),
        ("Theater Zuidpool", "Festival Zuidpool"),
        ("Jeugdhuis De Klinker", "Koor De Klinker"),
        ("Harmonie De Eendracht", "Fanfare Eendracht maakt macht"),
        ("Bibliotheek Genk", "Museum Genk"),
        ("Stad Genk", "OCMW Genk"),
        ("Stad Genk", "Provincie Limburg"),
        ("Stad Antwerpen", "Provincie Antwerpen"),
        ("Gemeente Opglabbeek", "Gemeente Oudsbergen"),
        ("Gemeente Neerpelt", "Gemeente Pelt"),
        ("Université libre de Bruxelles", "Vrije Universiteit Brussel"),
        ("Limburg Festival 2018", "Limburg Festival 2019"),
        ("De Werkplaats vzw", "De Werkplaats nv"),
        ("Circus Ronaldo", "Circus Ronaldi"),
        ("Kunstencentrum Vooruit", "Kunstencentrum VIERNULVIER"),
        ("Muziekclub 4AD", "Muziekclub 5AD"),
        ("CC De Spoel", "Vrienden van De Spoel"),
        ("Amnesty Actie (UK)", "Amnesty Actie (US)"),
        ("Zender K27EU", "Zender K27EC"),
        ("Radio 2", "La Deux"),
    ],
)
def test_two_organisations_are_never_one_by_their_names(official, mention):
    if mention == "Circus Ronaldi":
        # One letter apart; that it is a name of its own is known when another has it too.
        assert verdict(known(official, "Trio Ronaldi"), mention)[0] != "same"
        return
    assert verdict(known(official), mention)[0] != "same"


@pytest.mark.parametrize("name", ["Theater Stap", "Davidsfonds", "Bibliotheek", "De Eendracht"])
def test_one_name_in_two_towns_is_two_organisations(name):
    of_genk = Known([Organisation("genk", (name,), municipality="Genk")])
    assert verdict(of_genk, name, municipality="Genk") == ("same", "genk")
    assert verdict(of_genk, name, municipality="Hasselt")[0] != "same"
    assert verdict(of_genk, name, postcode="3500")[0] != "same"
    both = Known([Organisation("genk", (name,), postcode="3600"),
                  Organisation("hasselt", (name,), postcode="3500")])  # fmt: skip
    assert verdict(both, name)[0] == "doubtful"
    assert verdict(both, name, postcode="3500") == ("same", "hasselt")
    assert verdict(both, name, municipality="Hasselt") == ("same", "hasselt")


def test_a_name_that_only_tells_what_it_is_needs_more_than_the_name():
    assert verdict(known("Bibliotheek"), "bibliotheek")[0] == "doubtful"
    assert verdict(known("Bibliotheek Genk"), "bibliotheek genk")[0] == "same"


# Checked by hand: 97 - (02022399 mod 97) = 51, 97 - (01234567 mod 97) = 49.
NUMBER, OTHER_NUMBER = "0202.239.951", "BE 0123 456 749"


def test_equal_numbers_make_up_for_a_shorter_name_and_not_for_another():
    spoel = known("CC De Spoel", number=NUMBER)
    assert verdict(spoel, "De Spoel", number="BE0202239951") == ("same", "CC De Spoel")
    assert verdict(spoel, "De Spoel", number="202239951") == ("same", "CC De Spoel")
    assert verdict(spoel, "De Spoel", number="0202.239.952")[0] == "doubtful"
    assert verdict(spoel, "Brandweer Zuid-West", number=NUMBER)[0] == "doubtful"


def test_services_of_one_municipality_share_its_number_and_stay_apart():
    services = known("Stad Genk", "Bibliotheek Genk", "Cultuurdienst Genk", number=NUMBER)
    assert verdict(services, "Bib Genk", number=NUMBER) == ("same", "Bibliotheek Genk")
    assert verdict(services, "Museum Genk", number=NUMBER)[0] == "doubtful"
    assert verdict(known("Stad Genk", number=NUMBER), "Bib Genk", number=NUMBER)[0] == "doubtful"


def test_differing_numbers_leave_a_doubt_under_one_name():
    assert verdict(known("CC De Spoel", number=NUMBER), "CC De Spoel", number=OTHER_NUMBER) == (
        "doubtful", "CC De Spoel"
    )  # fmt: skip


def test_a_number_of_another_organisation_leaves_a_doubt():
    two = Known([Organisation("spoel", ("CC De Spoel",)),
                 Organisation("kanaal", ("GC Het Kanaal",), number=NUMBER)])  # fmt: skip
    assert verdict(two, "CC De Spoel", number=NUMBER)[0] == "doubtful"


def test_a_declared_alias_wins_letter_for_letter_unless_two_declare_it():
    organisations = known(("CC De Spoel", "De Spoel", "Zaal Nova"), "Theater Nova")
    assert verdict(organisations, "de SPOEL") == ("same", "CC De Spoel")
    assert verdict(organisations, "Zaal Nova", number=OTHER_NUMBER) == ("same", "CC De Spoel")
    twice = known(("CC De Spoel", "Nova"), ("Theater Vers", "Nova"))
    assert verdict(twice, "Nova")[0] == "doubtful"


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("Overpelt", "Pelt", "same"),  # went up in Pelt on 1 January 2019
        ("Opglabbeek", "Oudsbergen", "same"),
        ("Hoeselt", "Bilzen-Hoeselt", "same"),  # on 1 January 2025
        ("Neerpelt", "Overpelt", "doubtful"),
        ("Bruxelles", "Brussel", "same"),
        ("Luik", "Liège", "same"),
    ],
)
def test_a_merged_municipality_is_where_it_was(one, other, outcome):
    organisations = known("Koor Cantabel", municipality=one)
    assert verdict(organisations, "Koor Cantabel", municipality=other)[0] == outcome


def test_postcodes_of_one_municipality_are_one_place():
    hasselt = known("Koor Cantabel", postcode="3500")
    assert verdict(hasselt, "Koor Cantabel", postcode="3511")[0] == "same"
    assert verdict(hasselt, "Koor Cantabel", municipality="Hasselt")[0] == "same"
    assert verdict(hasselt, "Koor Cantabel", postcode="3600")[0] == "doubtful"


def test_a_domain_counts_unless_anybody_may_have_a_mailbox_there_or_several_share_it():
    domain = "info@lichtekamer.be"
    one = known("Theater De Lichte Kamer", domain="www.lichtekamer.be", address="Markt 5")
    found = one.recognise([Mention("Lichte Kamer", domain=domain, address="Markt 5")])[0]
    assert found.candidates[0].features["domain"] is True
    for provider in ("info@gmail.com", "spoel@telenet.be"):
        free = known("Theater De Lichte Kamer", domain=provider)
        found = free.recognise([Mention("De Lichte Kamer", domain=provider)])[0]
        assert "domain" not in found.candidates[0].features
    several = known("Bibliotheek Genk", "Museum Genk", domain="genk.be")
    found = several.recognise([Mention("Cultuurdienst Genk", domain="jan@genk.be")])[0]
    assert found.outcome != "same"


def test_a_tenant_with_the_same_address_and_telephone_is_another_organisation():
    house = known("CC De Spoel", address="Markt 5", phone="089 12 34 56")
    for tenant in ("Jeugdhuis De Spoel", "Vrienden van De Spoel", "Koor Cantabel"):
        assert verdict(house, tenant, address="Markt 5", phone="+32 89 12 34 56")[0] == "doubtful"


def test_address_and_telephone_tell_where_there_is_nothing_belgian():
    site = known("Ada McKinley Albany", address="5954 S. Albany", postcode="60629", phone="7377810")
    assert verdict(site, "ADA S. MCKINLEY COMMUNITY SERVICES ALBANY LOCATION",
                   address="5954 South Albany Ave", postcode="60629",
                   phone="(312) 737-7810")[0] == "same"  # fmt: skip
    assert verdict(site, "Ada McKinley Albany", address="12 S. Albany")[0] == "doubtful"


def test_a_candidate_is_explained_feature_by_feature():
    organisations = known("CC De Spoel", number=NUMBER, municipality="Maaseik")
    mention = Mention("De Spoel", number=OTHER_NUMBER, municipality="Maaseik")
    features = explained(organisations.recognise([mention])[0].candidates[0])
    assert [code for code, _ in features] == ["name", "number", "municipality"]
    assert dict(features)["number"] is False
    assert dict(features)["municipality"] is True
    assert {code for code, _ in features} <= set(FEATURES)


def test_what_is_equal_gets_equal_verdicts_in_order_anywhere():
    mentions = [Mention("De Spoel"), Mention("cc de spoel"), Mention("De Spoel")]
    found = LIMBURG.recognise(mentions)
    assert [each.outcome for each in found] == ["doubtful", "same", "doubtful"]
    assert pickle.loads(pickle.dumps(LIMBURG)).recognise(mentions) == found
    assert LIMBURG.recognise([]) == []
    assert Known([]).recognise(mentions[:1])[0].outcome == "new"
