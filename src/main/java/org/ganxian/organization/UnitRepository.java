package org.ganxian.organization;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface UnitRepository extends JpaRepository<Unit, String> {

    List<Unit> findByParentAndKind(String parent, Unit.Kind kind);

    Optional<Unit> findFirstByKind(Unit.Kind kind);

    List<Unit> findAllByOrderByCode();
}
