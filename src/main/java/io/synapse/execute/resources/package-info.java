/** What the machine offers, what each worker gets of it, and what attempts use. */
package io.synapse.execute.resources;
