package minutebook.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SearchTest {
    @Test
    void wildcards_and_the_escape_itself_stand_for_themselves() {
        assertEquals("%100\\% a\\_b c\\\\d%", Search.pattern("100% A_b C\\d"));
    }

    @Test
    void letters_of_any_alphabet_are_the_same_in_either_case() {
        assertEquals(Search.folded("straße ΟΔΟΣ Ä"), Search.folded("STRASSE οδος ä"));
    }
}
