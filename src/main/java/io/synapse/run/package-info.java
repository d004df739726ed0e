/** What a run is: its trials, its events, its journal and the record that is read from it. */
package io.synapse.run;
