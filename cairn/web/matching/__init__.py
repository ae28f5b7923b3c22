"""Who walks with whom: who may fit, offers and answers, a supporter's own work, asking for another supporter."""
