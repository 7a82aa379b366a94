package org.ganxian.organization;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface PersonRepository extends JpaRepository<Person, String> {

    String ON_DUTY = " from Person p where p.active = true and (p.unitCode = :unitCode and p.duty = :duty"
            + " or exists (select d.id from ExtraDuty d"
            + " where d.username = p.username and d.unitCode = :unitCode and d.duty = :duty))";

    @Query("select p" + ON_DUTY + " order by p.username")
    List<Person> findOn(Duty duty, String unitCode);

    /** A duty in a unit. */
    record Post(String unitCode, Duty duty) {}

    /** All that somebody on staff has, extra ones too. */
    @Query(
            "select distinct new org.ganxian.organization.PersonRepository$Post(p.unitCode, p.duty) from Person p"
                    + " union select distinct new org.ganxian.organization.PersonRepository$Post(d.unitCode, d.duty) from ExtraDuty d")
    List<Post> posts();

    @Query("select count(p) > 0" + ON_DUTY)
    boolean existsOn(Duty duty, String unitCode);
}
