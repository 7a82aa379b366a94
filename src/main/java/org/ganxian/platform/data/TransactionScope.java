package org.ganxian.platform.data;

import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.SimpleTransactionScope;

/** Lets a bean live as long as one transaction: what is read once in it, and not again. */
@Configuration
public class TransactionScope {

    /** Name of the scope; whoever asks such a bean outside of a transaction gets an IllegalStateException. */
    public static final String NAME = "transaction";

    @Bean
    static CustomScopeConfigurer scopeOfTransactions() {
        CustomScopeConfigurer scopes = new CustomScopeConfigurer();
        scopes.addScope(NAME, new SimpleTransactionScope());
        return scopes;
    }
}
