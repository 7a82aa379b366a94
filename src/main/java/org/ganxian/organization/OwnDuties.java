package org.ganxian.organization;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.web.OncePerPage;
import org.springframework.stereotype.Component;

/** What whoever calls may do today, as a deputy too. A page's menu asks it of each of its entries. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class OwnDuties {

    private final CurrentActor current;
    private final People people;

    /** Whether whoever calls has one of these duties in some unit. */
    public boolean include(Set<Duty> duties) {
        return !unitsWith(duties).isEmpty();
    }

    /**
     * Codes of the units in which whoever calls has one of these duties, their own first; none for a resident, a job, and
     * somebody who is off duty.
     */
    public Set<String> unitsWith(Set<Duty> duties) {
        return posts().stream()
                .filter(post -> duties.contains(post.duty()))
                .map(Post::unitCode)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<Post> posts() {
        return current.username()
                .map(who -> OncePerPage.read("duties of " + who, Set.class, () -> postsOf(who)))
                .orElse(Set.of());
    }

    private Set<Post> postsOf(String username) {
        return people.find(username).map(people::postsOf).orElse(Set.of());
    }
}
