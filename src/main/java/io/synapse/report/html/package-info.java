/** The page that shows a run: one file that opens without a network. */
package io.synapse.report.html;
