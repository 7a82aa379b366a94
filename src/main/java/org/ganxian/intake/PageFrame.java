package org.ganxian.intake;

import org.ganxian.organization.setup.DemoAccounts;
import org.ganxian.platform.PeopleTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** What every page knows, error pages included: whether this is the demo, and how people read times. */
@Configuration(proxyBeanMethods = false)
class PageFrame {

    PageFrame(ThymeleafViewResolver pages, ObjectProvider<DemoAccounts> demo) {
        pages.addStaticVariable("demo", demo.getIfAvailable() != null);
        pages.addStaticVariable("times", new PeopleTime());
    }
}
