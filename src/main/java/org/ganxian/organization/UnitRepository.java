package org.ganxian.organization;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface UnitRepository extends JpaRepository<Unit, String> {

    Optional<Unit> findFirstByKind(Unit.Kind kind);

    List<Unit> findByKindOrderByCode(Unit.Kind kind);

    List<Unit> findAllByOrderByCode();

    /** As {@link #findAllByOrderByCode}, nobody's entities: what is done to a session's own does not reach them. */
    @Query(
            "select new org.ganxian.organization.Unit(u.code, u.kind, u.parent, u.name, u.function, u.demo, u.closedFrom,"
                    + " u.successor, u.formerNames) from Unit u order by u.code")
    List<Unit> copies();

    List<Unit> findByParentOrderByCode(String parent);

    /** User names of those who sign as staff of this unit. */
    @Query("select p.username from Person p where p.unitCode = :code")
    List<String> usernamesIn(String code);

    /** People on staff with another first duty or in a unit of another kind. */
    @Query("select p.username from Person p where p.duty <> :duty"
            + " or p.unitCode not in (select u.code from Unit u where u.kind = :kind)")
    List<String> othersThan(Duty duty, Unit.Kind kind, Limit most);

    /** Nobody else changes it until this transaction is over. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Unit u where u.code = :code")
    Optional<Unit> lock(String code);
}
