/** What commands share: their base class, common options and exit statuses. */
package io.synapse.cli.command;
