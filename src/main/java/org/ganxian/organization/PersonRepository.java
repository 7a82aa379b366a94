package org.ganxian.organization;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Who has which duty on a day: their own that hold then, and those of whom they stand in for. */
public interface PersonRepository extends JpaRepository<Person, String> {

    String HOLDS = "(a.validFrom is null or a.validFrom <= :day) and (a.validTo is null or a.validTo >= :day)";
    String STANDS_IN = "s.validFrom <= :day and s.validTo >= :day"
            + " and b.username = s.absent and b.active = true and a.username = s.absent";
    String ON_LEAVE = "(select l.username from Leave l where l.validFrom <= :day and l.validTo >= :day)";
    String POST = HOLDS + " and a.unitCode = :unitCode and a.duty = :duty";

    String AT_WORK = " and p.active = true and p.username not in " + ON_LEAVE;
    String OWN_POST = " from Person p, Assignment a where p.username = a.username" + AT_WORK + " and " + POST;
    String DEPUTYS_POST = " from Person p, StandIn s, Person b, Assignment a where p.username = s.username" + AT_WORK
            + " and " + STANDS_IN + " and " + POST;

    /**
     * Those with a post of their own, then those who stand in for somebody who has it: some may come twice. Read from the
     * post on, since it is asked with each deadline and a city has thousands of people.
     */
    @Query("select p" + OWN_POST + " union all select p" + DEPUTYS_POST)
    List<Person> holders(Duty duty, String unitCode, LocalDate day);

    /** The same without what else is known of them, which would have to be decrypted. */
    @Query("select p.username" + OWN_POST + " union all select p.username" + DEPUTYS_POST)
    List<String> usernamesOfHolders(Duty duty, String unitCode, LocalDate day);

    /** Without those on leave. */
    default List<Person> findOn(Duty duty, String unitCode, LocalDate day) {
        return holders(duty, unitCode, day).stream()
                .distinct()
                .sorted(Comparator.comparing(Person::username))
                .toList();
    }

    default boolean existsOn(Duty duty, String unitCode) {
        return !usernamesOfHolders(duty, unitCode, Term.today()).isEmpty();
    }

    /** Codes of the units in which somebody has this duty of their own, without those on leave. */
    @Query("select distinct a.unitCode from Assignment a, Person p where a.duty = :duty and " + HOLDS
            + " and p.username = a.username" + AT_WORK)
    Set<String> unitsWithOwn(Duty duty, LocalDate day);

    /** The same of those who stand in for somebody. */
    @Query("select distinct a.unitCode from StandIn s, Person b, Assignment a, Person p where " + STANDS_IN
            + " and a.duty = :duty and " + HOLDS + " and p.username = s.username" + AT_WORK)
    Set<String> unitsWithDeputy(Duty duty, LocalDate day);

    @Query("select a from Assignment a where a.username = :username and " + HOLDS + " order by a.id")
    List<Assignment> ownOf(String username, LocalDate day);

    /** Duties of those for whom this person stands in. */
    @Query("select a from StandIn s, Person b, Assignment a where s.username = :username and " + STANDS_IN + " and "
            + HOLDS + " order by a.id")
    List<Assignment> othersOf(String username, LocalDate day);

    /** Who stands in for whom. */
    record Deputy(String username, String absent) {}

    /** Of some people, for whom they stand in today. */
    @Query("select new org.ganxian.organization.PersonRepository$Deputy(s.username, a.username)"
            + " from StandIn s, Person b, Assignment a where s.username in :usernames and " + STANDS_IN + " and "
            + HOLDS + " order by a.id")
    List<Deputy> deputiesAmong(Collection<String> usernames, LocalDate day);

    /** Who has a post. */
    record Holder(String username, Post post) {
        Holder(String username, String unitCode, Duty duty) {
            this(username, new Post(unitCode, duty));
        }
    }

    @Query("select new org.ganxian.organization.PersonRepository$Holder(a.username, a.unitCode, a.duty)"
            + " from Assignment a where a.username in :usernames and " + HOLDS + " order by a.id")
    List<Holder> ownAmong(Collection<String> usernames, LocalDate day);

    @Query("select new org.ganxian.organization.PersonRepository$Holder(s.username, a.unitCode, a.duty)"
            + " from StandIn s, Person b, Assignment a where s.username in :usernames and " + STANDS_IN + " and "
            + HOLDS + " order by a.id")
    List<Holder> othersAmong(Collection<String> usernames, LocalDate day);

    @Query("select new org.ganxian.organization.PersonRepository$Holder(a.username, a.unitCode, a.duty)"
            + " from Assignment a where " + HOLDS + " order by a.id")
    List<Holder> ownOfAll(LocalDate day);

    @Query("select new org.ganxian.organization.PersonRepository$Holder(s.username, a.unitCode, a.duty)"
            + " from StandIn s, Person b, Assignment a where " + STANDS_IN + " and " + HOLDS + " order by a.id")
    List<Holder> othersOfAll(LocalDate day);

    @Query(ON_LEAVE)
    Set<String> onLeave(LocalDate day);

    /** What is anybody's duty in one of these units. */
    @Query("select distinct new org.ganxian.organization.Post(a.unitCode, a.duty) from Assignment a"
            + " where a.unitCode in :units and " + HOLDS)
    Set<Post> postsIn(Collection<String> units, LocalDate day);

    /** User names of those at work who have this post without a last day. */
    @Query("select distinct a.username from Assignment a, Person p where p.username = a.username and p.active = true"
            + " and a.validTo is null and " + POST)
    List<String> lasting(Duty duty, String unitCode, LocalDate day);

    @Query("select p from Person p where (:words = '' or locate(:words, p.name) > 0 or locate(:words, p.username) > 0)"
            + " and (:everywhere = true or p.unitCode in :units or p.username in (select a.username from Assignment a"
            + " where a.unitCode in :units and (a.validTo is null or a.validTo >= :day)))"
            + " and (:anyDuty = true or p.username in (select a.username from Assignment a where a.duty in :duties and "
            + HOLDS + "))"
            + " and (:offDuty = true and p.active = false or p.active = true and ("
            + " :atWork = true and p.username not in " + ON_LEAVE + " or :onLeave = true and p.username in " + ON_LEAVE
            + "))")
    Page<Person> search(
            String words,
            boolean everywhere,
            Collection<String> units,
            Collection<Duty> duties,
            boolean anyDuty,
            boolean atWork,
            boolean onLeave,
            boolean offDuty,
            LocalDate day,
            Pageable page);

    /** Every post that anybody has or had. */
    @Query("select distinct new org.ganxian.organization.Post(a.unitCode, a.duty) from Assignment a")
    List<Post> posts();

    /** Whether somebody is at work, with the name as it is stored. */
    interface Presence {
        String getUsername();

        boolean getActive();
    }

    /** The row stays this transaction's; empty for a stranger. */
    @Query(value = "select username, active from person where username = :username for update", nativeQuery = true)
    Optional<Presence> lock(String username);
}
