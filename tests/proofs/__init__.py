"""The long proofs. One folder a subject; every test is marked `prove` and hands its figures to `proof.record`."""
