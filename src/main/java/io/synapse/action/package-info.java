/** A training or tuning job from its data set to its models. */
package io.synapse.action;
