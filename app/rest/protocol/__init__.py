"""How a call is heard and answered: who asks, limits, parameters, bodies, versions, problems; the same for every address."""
