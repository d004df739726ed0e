/** One attempt as its plugin sees it; the same code in every executor. */
package io.synapse.execute.attempt;
