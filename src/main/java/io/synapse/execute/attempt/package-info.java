/** One attempt of a trial as its plugin sees it, whichever process it runs in. */
package io.synapse.execute.attempt;
