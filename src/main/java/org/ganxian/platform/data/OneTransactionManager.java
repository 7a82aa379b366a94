package org.ganxian.platform.data;

import java.lang.reflect.Method;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.data.repository.core.support.RepositoryFactoryBeanSupport;
import org.springframework.stereotype.Component;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.util.StringUtils;

/**
 * Says of each transaction which manager it is of: there is one. Spring would look through the annotations of the class for
 * another one, at each call of a service or repository.
 */
@Component
@RequiredArgsConstructor
class OneTransactionManager implements BeanPostProcessor, SmartInitializingSingleton {

    private static final String NAME = "transactionManager";

    private final ObjectProvider<TransactionInterceptor> ofServices;

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof RepositoryFactoryBeanSupport<?, ?, ?> repository) {
            repository.addRepositoryFactoryCustomizer(
                    factory -> factory.addRepositoryProxyPostProcessor((proxy, about) -> Stream.of(proxy.getAdvisors())
                            .map(Advisor::getAdvice)
                            .filter(TransactionInterceptor.class::isInstance)
                            .map(TransactionInterceptor.class::cast)
                            .forEach(OneTransactionManager::name)));
        }
        return bean;
    }

    /** That of all services is made before any bean is shown to {@link BeanPostProcessor}s of ours. */
    @Override
    public void afterSingletonsInstantiated() {
        ofServices.forEach(OneTransactionManager::name);
    }

    private static void name(TransactionInterceptor transactions) {
        TransactionAttributeSource asked = transactions.getTransactionAttributeSource();
        if (asked != null && !(asked instanceof Named)) {
            transactions.setTransactionAttributeSource(new Named(asked));
        }
    }

    @RequiredArgsConstructor
    private static class Named implements TransactionAttributeSource {

        private final TransactionAttributeSource asked;

        @Override
        public boolean isCandidateClass(Class<?> type) {
            return asked.isCandidateClass(type);
        }

        @Override
        public @Nullable TransactionAttribute getTransactionAttribute(Method method, @Nullable Class<?> type) {
            TransactionAttribute said = asked.getTransactionAttribute(method, type);
            // Kept by whoever was asked: said once.
            if (said instanceof DefaultTransactionAttribute unnamed && !StringUtils.hasText(unnamed.getQualifier())) {
                unnamed.setQualifier(NAME);
            }
            return said;
        }
    }
}
