/** The door for programs: the resident's API and its OpenAPI document. */
package org.ganxian.intake.api;
