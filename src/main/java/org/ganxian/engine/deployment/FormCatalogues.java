package org.ganxian.engine.deployment;

import java.util.List;
import java.util.Optional;
import org.ganxian.engine.Choice;

/**
 * Long lists that a form names by {@code "valuesKey"} and that are the same for everybody, such as the categories. They
 * are put into the form when it is deployed, because Tasklist gives a start form no variables to read them from.
 */
public interface FormCatalogues {

    /** The entries under a key, empty for a key that is no catalogue. */
    Optional<List<Choice>> under(String valuesKey);
}
