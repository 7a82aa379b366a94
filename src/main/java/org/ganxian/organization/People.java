package org.ganxian.organization;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.apache.commons.lang3.StringUtils;
import org.ganxian.engine.Roster;
import org.ganxian.organization.passwords.Passwords;
import org.ganxian.platform.CurrentActor;
import org.ganxian.platform.Refusal;
import org.ganxian.platform.data.UnreadRows;
import org.ganxian.platform.web.OncePerPage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Staff and what they may do. Adding somebody here makes the engine's user and group in the same transaction. */
@Service
@Transactional
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class People implements CurrentActor.Titles, Roster {

    /** As many characters as an actor's title has where it is kept. */
    private static final int TITLE_LENGTH = 120;

    /** No more than fits into its column when encrypted. */
    private static final int EMAIL_LENGTH = 120;

    private static final Pattern EMAIL = Pattern.compile("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*");

    private final PersonRepository people;
    private final Assignment.Repository assignments;
    private final Units units;
    private final EngineMirror mirror;
    private final Passwords passwords;
    private final UnreadRows unread;
    private final ObjectProvider<CurrentActor> current;

    public Optional<Person> find(String username) {
        // Whatever the database compares: the name as it is stored, or nobody.
        return OncePerPage.read(
                "person " + username,
                Optional.class,
                () -> people.findById(username).filter(p -> p.username().equals(username)));
    }

    /** Those of these user names who are on staff, off duty too, by user name. */
    public List<Person> among(Collection<String> usernames) {
        return usernames.size() == 1
                ? usernames.stream().flatMap(one -> find(one).stream()).toList()
                : people.findAllById(usernames).stream()
                        .sorted(Comparator.comparing(Person::username))
                        .toList();
    }

    /** Everybody who is on a duty in exactly this unit today, deputies too, without those on leave; by user name. */
    public List<Person> on(Duty duty, String unitCode) {
        return people.findOn(duty, unitCode, Term.today());
    }

    /** User names of all whom {@link #on} finds, sorted. */
    public List<String> usernamesOn(Duty duty, String unitCode) {
        return people.usernamesOfHolders(duty, unitCode, Term.today()).stream()
                .distinct()
                .sorted()
                .toList();
    }

    /** The duties that are anybody's today in these units: of no other does {@link #on} find somebody. */
    public Set<Post> postsIn(Collection<String> unitCodes) {
        return people.postsIn(unitCodes, Term.today());
    }

    /** Codes of all units that {@link #on} finds somebody in, read at once: a choice among the city's units asks so. */
    public Set<String> unitsWith(Duty duty) {
        LocalDate today = Term.today();
        Set<String> codes = new HashSet<>(people.unitsWithOwn(duty, today));
        codes.addAll(people.unitsWithDeputy(duty, today));
        return codes;
    }

    public boolean has(String username, Duty duty, String unitCode) {
        return usernamesOn(duty, unitCode).contains(username);
    }

    /** Codes of the units in which somebody at work has one of these duties today, their own first, as a deputy too. */
    public Set<String> unitsOf(Person person, Set<Duty> duties) {
        return postsOf(person).stream()
                .filter(post -> duties.contains(post.duty()))
                .map(Post::unitCode)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What somebody at work may do today, their own first. */
    public Set<Post> postsOf(Person person) {
        return person.isActive()
                ? OncePerPage.read("posts of " + person.username(), Set.class, () -> readPosts(person.username()))
                : Set.of();
    }

    private Set<Post> readPosts(String username) {
        LocalDate today = Term.today();
        return Stream.concat(people.ownOf(username, today).stream(), othersOf(username).stream())
                .map(Assignment::post)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Duties of those for whom somebody stands in today. */
    private List<Assignment> othersOf(String username) {
        return OncePerPage.read("others of " + username, List.class, () -> people.othersOf(username, Term.today()));
    }

    /** What each of them may do today, as {@link #postsOf}, in zh-CN and by user name: read at once. */
    public Map<String, List<String>> dutiesOf(Collection<Person> some) {
        return holders(some)
                .collect(Collectors.groupingBy(
                        PersonRepository.Holder::username,
                        Collectors.mapping(
                                holder -> title(
                                        units.get(holder.post().unitCode()),
                                        holder.post().duty()),
                                Collectors.toList())));
    }

    /** As {@link #postsOf(Person)}, by user name: read at once. */
    public Map<String, Set<Post>> postsOf(Collection<Person> some) {
        return holders(some)
                .collect(Collectors.groupingBy(
                        PersonRepository.Holder::username,
                        Collectors.mapping(
                                PersonRepository.Holder::post, Collectors.toCollection(LinkedHashSet::new))));
    }

    private Stream<PersonRepository.Holder> holders(Collection<Person> some) {
        LocalDate today = Term.today();
        Set<String> active =
                some.stream().filter(Person::isActive).map(Person::username).collect(Collectors.toSet());
        return Stream.concat(people.ownAmong(active, today).stream(), people.othersAmong(active, today).stream())
                .distinct();
    }

    public boolean any() {
        return people.count() > 0;
    }

    @Override
    public Optional<String> titleOf(String username) {
        return OncePerPage.read("title of " + username, Optional.class, () -> readTitle(username));
    }

    private Optional<String> readTitle(String username) {
        return find(username)
                .map(p -> title(
                        p,
                        othersOf(username).stream()
                                .map(Assignment::username)
                                .distinct()
                                .flatMap(absent -> find(absent).stream())));
    }

    @Override
    public Map<String, String> titlesOf(Set<String> usernames) {
        List<PersonRepository.Deputy> deputies = people.deputiesAmong(usernames, Term.today());
        Set<String> all = deputies.stream().map(PersonRepository.Deputy::absent).collect(Collectors.toSet());
        all.addAll(usernames);
        Map<String, Person> found =
                people.findAllById(all).stream().collect(Collectors.toMap(Person::username, Function.identity()));
        return usernames.stream()
                .flatMap(name -> Optional.ofNullable(found.get(name)).stream())
                .collect(Collectors.toMap(
                        Person::username,
                        p -> title(
                                p,
                                deputies.stream()
                                        .filter(deputy -> deputy.username().equals(p.username()))
                                        .map(PersonRepository.Deputy::absent)
                                        .distinct()
                                        .flatMap(absent -> Optional.ofNullable(found.get(absent)).stream()))));
    }

    private String title(Person person, Stream<Person> absent) {
        String others = absent.map(this::title).collect(Collectors.joining("、"));
        return StringUtils.abbreviate(
                title(person) + (others.isEmpty() ? "" : "（代理" + others + "）"), "…", TITLE_LENGTH);
    }

    private String title(Person person) {
        return title(units.get(person.unitCode()), person.duty());
    }

    @Override
    public Optional<Account> account(String username) {
        return OncePerPage.readAtTheDoor("account of " + username, Optional.class, () -> readAccount(username));
    }

    private Optional<Account> readAccount(String username) {
        return find(username)
                .map(p -> new Account(
                        p.isActive(),
                        p.mustChangePassword(),
                        p.passwordChangedAt().orElse(null)));
    }

    @Override
    public boolean isAdministrator(String username) {
        return find(username)
                .filter(p -> postsOf(p).contains(new Post(units.city().code(), Duty.ADMIN)))
                .isPresent();
    }

    @Override
    public boolean staysAtWork(String username) {
        // Somebody may do several things at a time; only whether they are there must not change meanwhile.
        Optional<Person> read = unread.share(Person.class, username);
        return read.isPresent()
                ? read.filter(p -> p.username().equals(username) && p.isActive())
                        .isPresent()
                : people.lock(username)
                        .filter(locked -> locked.getUsername().equals(username))
                        .filter(PersonRepository.Presence::getActive)
                        .isPresent();
    }

    @Override
    public void refuseWeak(String username, String password) {
        Optional<String> name = find(username).map(Person::name);
        if (!passwords.isDemo(password)) {
            Passwords.problem(password, username, name.orElse("")).ifPresent(problem -> {
                throw Refusal.field("password", problem);
            });
        }
    }

    @Override
    public void passwordChanged(String username) {
        find(username)
                .ifPresent(p -> p.passwordChanged(
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        !passwords.isDemo() && !current.getObject().username().equals(Optional.of(username))));
    }

    /** Adds a member of staff who logs in with {@code password}; the engine salts and hashes it. */
    public void add(Person person, String password) {
        people.save(person);
        assignments.save(new Assignment(person.username(), person.unitCode(), person.duty(), null, null, null));
        mirror.admit(List.of(person), Map.of(person.username(), password));
        follow(person);
    }

    /**
     * Gives somebody on staff one more duty from now on, in the same unit or another. What may not be done by one hand is
     * for the flows to refuse, case by case.
     *
     * @throws Refusal 404 for somebody who is not on staff
     */
    public void addDuty(String username, String unitCode, Duty duty) {
        Person person = find(username).orElseThrow(() -> Refusal.notFound("没有这个人"));
        if (!postsOf(person).contains(new Post(units.get(unitCode).code(), duty))) {
            assignments.save(new Assignment(username, unitCode, duty, null, null, null));
            follow(person);
        }
    }

    /**
     * The engine's groups, and as what the person signs, become what their duties of today are.
     *
     * @return groups of posts that they have lost by that
     */
    public Set<String> follow(Person person) {
        LocalDate today = Term.today();
        List<Post> own = people.ownOf(person.username(), today).stream()
                .map(Assignment::post)
                .toList();
        if (!own.isEmpty() && !own.contains(person.post())) {
            person.settleOn(own.get(0));
        }
        return mirror.follow(person, postsOf(person), people.onLeave(today).contains(person.username()));
    }

    /** The engine's groups of those who are new, all at once. */
    void enrol(List<Person> newcomers, List<Assignment> duties) {
        LocalDate today = Term.today();
        Map<String, List<Post>> posts = duties.stream()
                .filter(duty -> duty.holdsOn(today))
                .collect(Collectors.groupingBy(
                        Assignment::username, Collectors.mapping(Assignment::post, Collectors.toList())));
        mirror.enrol(newcomers, posts);
    }

    /**
     * Sets where a person's notices are mailed to.
     *
     * @param email null or blank for nowhere
     * @throws Refusal 404 for a person who is not on staff, 400 for what is no address
     */
    public void setEmail(String username, String email) {
        find(username).orElseThrow(() -> Refusal.notFound("没有这个人")).setEmail(address(email));
    }

    /**
     * A mail address as it is kept; null for none.
     *
     * @throws Refusal 400 for what is no address
     */
    static @Nullable String address(@Nullable String typed) {
        String address = typed == null || typed.isBlank() ? null : typed.strip();
        if (address != null
                && (address.length() > EMAIL_LENGTH || !EMAIL.matcher(address).matches())) {
            throw Refusal.field("email", "邮箱地址不正确，或超过 " + EMAIL_LENGTH + " 个字符");
        }
        return address;
    }

    /** Gives the groups of everybody on staff what a newer version has added to their duties. */
    void renewRights() {
        people.posts().forEach(post -> mirror.renew(units.get(post.unitCode()), post.duty()));
    }

    /** zh-CN, unit and duty. */
    public static String title(Unit unit, Duty duty) {
        return unit.name() + dutyTitle(unit, duty);
    }

    /** zh-CN; whom a branch calls 党员 is 经办人 in a department. */
    public static String dutyTitle(Unit unit, Duty duty) {
        return duty == Duty.MEMBER && unit.kind() == Unit.Kind.DEPARTMENT ? "经办人" : duty.title();
    }
}
