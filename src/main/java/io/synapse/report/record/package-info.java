/**
 * What the folder of a run tells, finished or not: read once from its journal into values that
 * reports and files for other programs are made of.
 */
package io.synapse.report.record;
