package org.ganxian.organization;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface PersonRepository extends JpaRepository<Person, String> {

    List<Person> findByUnitCodeAndDutyAndActiveTrueOrderByUsername(String unitCode, Duty duty);

    boolean existsByUnitCodeAndDutyAndActiveTrue(String unitCode, Duty duty);
}
