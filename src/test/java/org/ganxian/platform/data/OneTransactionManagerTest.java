package org.ganxian.platform.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.interceptor.TransactionInterceptor;

class OneTransactionManagerTest {

    @Transactional(readOnly = true)
    static class Service {
        public void asks() {}

        @Transactional("another")
        public void elsewhere() {}
    }

    private static TransactionAttribute of(String method) throws NoSuchMethodException {
        TransactionInterceptor transactions = new TransactionInterceptor();
        transactions.setTransactionAttributeSource(new AnnotationTransactionAttributeSource());
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("transactions", transactions);
        new OneTransactionManager(beans.getBeanProvider(TransactionInterceptor.class)).afterSingletonsInstantiated();
        return transactions
                .getTransactionAttributeSource()
                .getTransactionAttribute(Service.class.getMethod(method), Service.class);
    }

    @Test
    void aTransactionSaysOfWhichManagerItIs() throws NoSuchMethodException {
        assertThat(of("asks").getQualifier()).isEqualTo("transactionManager");
        assertThat(of("asks").isReadOnly()).isTrue();
    }

    @Test
    void oneThatNamesAnotherKeepsIt() throws NoSuchMethodException {
        assertThat(of("elsewhere").getQualifier()).isEqualTo("another");
    }
}
