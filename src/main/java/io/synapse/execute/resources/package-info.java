/** What the machine offers, what of it each worker gets, and what it uses. */
package io.synapse.execute.resources;
