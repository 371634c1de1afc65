.PHONY: help reports test full lab check bench lock

help:
	@python3 start.py help

reports test lab check bench lock:
	@python3 start.py $@

full:
	@python3 start.py test --full
