# SPDX-License-Identifier: Apache-2.0
"""Delivery against real servers (DCMTK, Orthanc) on loopback, and against peers that misbehave."""
