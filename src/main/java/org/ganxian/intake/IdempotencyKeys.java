package org.ganxian.intake;

import org.springframework.data.jpa.repository.JpaRepository;

interface IdempotencyKeys extends JpaRepository<IdempotencyKey, String> {}
