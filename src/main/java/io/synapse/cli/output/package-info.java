/** What commands write: tables, CSV, JSON, logs and notices. */
package io.synapse.cli.output;
