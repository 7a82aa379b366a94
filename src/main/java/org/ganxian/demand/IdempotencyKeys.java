package org.ganxian.demand;

import org.springframework.data.jpa.repository.JpaRepository;

interface IdempotencyKeys extends JpaRepository<IdempotencyKey, String> {}
