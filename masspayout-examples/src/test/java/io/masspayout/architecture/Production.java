package io.masspayout.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes that the rules are about: what is published, whether it lies in folders or in jars. */
final class Production {

    private Production() {}

    static JavaClasses classes() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                // Tests are found by their folder; once they are packaged, other modules see them in a jar.
                .withImportOption(location -> !location.contains("-tests.jar"))
                // JMH's own code around the benchmarks.
                .withImportOption(location -> !location.contains("/jmh_generated/"))
                .importPackages("io.masspayout");
    }
}
