/**
 * The HTML report of a run. Its styles and scripts are the resources in {@code report/html/page}.
 */
package io.synapse.report.html;
