package org.ganxian.organization;

import lombok.extern.slf4j.Slf4j;
import org.apache.commons.csv.CSVRecord;
import org.ganxian.organization.passwords.Passwords;
import org.ganxian.organization.passwords.WeakFirstPassword;
import org.ganxian.platform.Groundwork;
import org.ganxian.platform.ShippedCsv;
import org.ganxian.platform.data.CityStamps;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills an empty database: the city's levels always; communities, branches and people for every duty in the profile
 * {@code demo}; otherwise one administrator, whose generated password is printed once.
 */
@Component
@Order(10)
@Slf4j
class CityData implements Groundwork {

    private static final String ADMIN = "admin";
    private static final String ADMIN_NAME = "系统管理员";

    private final UnitRepository units;
    private final CityStamps stamps;
    private final People people;
    private final TransactionTemplate transaction;
    private final boolean demo;
    private final String adminPassword;

    CityData(
            UnitRepository units,
            CityStamps stamps,
            People people,
            TransactionTemplate transaction,
            Environment environment,
            @Value("${ganxian.admin-password}") String adminPassword) {
        this.units = units;
        this.stamps = stamps;
        this.people = people;
        this.transaction = transaction;
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
        this.adminPassword = adminPassword;
    }

    @Override
    public void lay() {
        transaction.executeWithoutResult(status -> load());
    }

    private void load() {
        if (units.count() == 0) {
            ShippedCsv.rows("data/units.csv").forEach(row -> add(row, false));
            if (demo) {
                ShippedCsv.rows("demo/units.csv").forEach(row -> add(row, true));
            }
            stamps.unitsChanged();
        }
        if (people.any()) {
            people.renewRights();
            return;
        }
        if (demo) {
            ShippedCsv.rows("demo/people.csv").forEach(this::addPerson);
        } else {
            addAdministrator();
        }
    }

    private void add(CSVRecord row, boolean demoData) {
        units.save(new Unit(
                row.get("code"),
                Unit.Kind.valueOf(row.get("kind")),
                emptyToNull(row.get("parent")),
                row.get("name"),
                emptyToNull(row.get("function")),
                demoData));
    }

    private void addPerson(CSVRecord row) {
        Duty duty = Duty.ofCode(row.get("duty")).orElseThrow();
        if (people.find(row.get("username")).isPresent()) {
            // A second line of the same person is a second duty.
            people.addDuty(row.get("username"), row.get("unit"), duty);
            return;
        }
        people.add(
                new Person(
                        row.get("username"),
                        row.get("name"),
                        row.get("phone"),
                        row.get("unit"),
                        duty,
                        emptyToNull(row.get("skills"))),
                Passwords.DEMO);
    }

    private void addAdministrator() {
        String city = units.findFirstByKind(Unit.Kind.CITY).orElseThrow().code();
        boolean given = !adminPassword.isBlank();
        if (given) {
            Passwords.problem(adminPassword, ADMIN, ADMIN_NAME).ifPresent(problem -> {
                throw new WeakFirstPassword(problem);
            });
        }
        String password = given ? adminPassword : Passwords.random(ADMIN, ADMIN_NAME);
        people.add(new Person(ADMIN, ADMIN_NAME, null, city, Duty.ADMIN, null), password);
        if (!given) {
            log.warn("首次启动，已建立管理员账号 admin，密码：{} （只显示这一次，请登录后修改）", password);
        }
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isBlank() ? null : text;
    }
}
